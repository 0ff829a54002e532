import type { BelvoSdk } from "./belvo-sdk.ts";
import { openWidget } from "./open-widget.ts";

const { origin } = new URL(import.meta.url);

const sdk: BelvoSdk = {
  createWidget: (accessToken, config) => ({
    build: () => openWidget({ origin, accessToken, config }),
  }),
};

window.belvoSDK = sdk;
document.dispatchEvent(new Event("belvoReady"));
