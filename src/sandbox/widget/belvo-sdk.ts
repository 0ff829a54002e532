/** What the two scripts put on `window.belvoSDK`, first as a stub and then in earnest. */
export interface BelvoSdk {
  createWidget(accessToken: unknown, config?: unknown): BelvoWidget;
}

export interface BelvoWidget {
  build(): void;
}

declare global {
  interface Window {
    belvoSDK?: BelvoSdk;
    /** How the scripts are to behave, where it is not as usual; set by who serves them. */
    sandboxWidget?: string;
  }
}
