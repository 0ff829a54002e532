import type { BelvoSdk, BelvoWidget } from "./belvo-sdk.ts";

/**
 * The bootstrapper: a classic script that leaves a stub and lets the widget's module follow.
 *
 * Same order and same gaps as Belvo's own: `load` means "the stub is there", every `build()` queues
 * one more opening that nothing can cancel, and a module that never arrives says nothing.
 */
(() => {
  const { currentScript } = document;
  if (!(currentScript instanceof HTMLScriptElement)) return;

  const moduleUrl = new URL("/v1.0.0/stable/belvo-widget-1-stable-main.js", currentScript.src).href;
  const loaded = Array.from(document.querySelectorAll("script"), ({ src }) => src);
  if (loaded.includes(moduleUrl)) return;

  if (window.sandboxWidget === "already_there") {
    window.belvoSDK = createWhole(moduleUrl);
    return;
  }

  const script = document.createElement("script");
  script.type = "module";
  script.src = moduleUrl;

  const preload = document.createElement("link");
  preload.rel = "modulepreload";
  preload.href = moduleUrl;

  document.head.append(script, preload);
  window.belvoSDK = createStub();

  /** One object for all callers, so that the last token and config given to it win. */
  function createStub(): BelvoSdk & BelvoWidget {
    let accessToken: unknown;
    let config: unknown;

    const stub = {
      createWidget(newAccessToken: unknown, newConfig?: unknown) {
        accessToken = newAccessToken;
        config = newConfig;
        return stub;
      },
      build() {
        document.addEventListener("belvoReady", () => {
          window.belvoSDK?.createWidget(accessToken, config).build();
        });
      },
    };
    return stub;
  }

  /** Fetches what it needs when it is used, so that a page need not wait for anything before. */
  function createWhole(url: string): BelvoSdk {
    return {
      createWidget: (accessToken, config) => ({
        build: () =>
          void import(/* @vite-ignore */ url).then(() =>
            window.belvoSDK?.createWidget(accessToken, config).build(),
          ),
      }),
    };
  }
})();
