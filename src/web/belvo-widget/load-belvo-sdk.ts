import type { BelvoSdk } from "./belvo-sdk.ts";

/** Why Belvo's widget is not there. `reload` is true when only a new page can load it. */
export class WidgetUnavailableError extends Error {
  override readonly name = "WidgetUnavailableError";
  readonly reload: boolean;

  constructor(reason: string, { reload }: { reload: boolean }) {
    super(reason);
    this.reload = reload;
  }
}

/** How long the widget may take to arrive before the person is told that it does not. */
const WIDGET_LOAD_TIMEOUT_MS = 20_000;

interface Page {
  document: Document;
  window: Pick<Window, "belvoSDK">;
  /** Calls back after `ms` milliseconds; returns what cancels it. */
  after: (ms: number, callback: () => void) => () => void;
}

/**
 * Makes a function that loads Belvo's script, once a page.
 *
 * Belvo's address serves a small bootstrapper: it puts a stub on `window.belvoSDK` and loads the real
 * widget as a module. The stub queues a build that cannot be taken back, and says nothing when the
 * module fails, so we wait for `belvoReady` and never hand the stub out. Script tags are left in
 * place: taking the module's away would bring the stub back for good.
 *
 * Callers at the same time share one load. A failed bootstrapper is tried again with a fresh tag; a
 * failed module cannot be, since a page runs a module address once.
 *
 * Source: the bootstrapper's own text, as served from cdn.belvo.io (v2.87.8).
 *
 * @returns A function that rejects with {@link WidgetUnavailableError}.
 */
export function createBelvoLoader({ document, window, after }: Page) {
  let pending: Promise<BelvoSdk> | undefined;
  let ready = false;
  let moduleFailed = false;

  document.addEventListener("belvoReady", () => {
    ready = true;
  });

  return function loadBelvoSdk(src: string): Promise<BelvoSdk> {
    if (moduleFailed) {
      return Promise.reject(new WidgetUnavailableError("the module failed", { reload: true }));
    }
    pending ??= load(src).catch((error: unknown) => {
      pending = undefined;
      throw error;
    });
    return pending;
  };

  function load(src: string): Promise<BelvoSdk> {
    return new Promise((resolve, reject) => {
      const end = new AbortController();
      const script = document.createElement("script");
      const fail = (reason: string, { reload }: { reload: boolean }) => {
        end.abort();
        reject(new WidgetUnavailableError(reason, { reload }));
      };
      const onReady = () => {
        end.abort();
        if (window.belvoSDK) resolve(window.belvoSDK);
        else fail("the script defined no belvoSDK", { reload: true });
      };
      if (ready) {
        onReady();
        return;
      }

      document.addEventListener("belvoReady", onReady, { signal: end.signal });
      // A script's error event does not bubble; it can only be caught on its way down.
      document.addEventListener(
        "error",
        ({ target }) => {
          if (target === script) fail("the script could not be loaded", { reload: false });
          if (!isModuleOf(src, target)) return;
          moduleFailed = true;
          fail("the module could not be loaded", { reload: true });
        },
        { signal: end.signal, capture: true },
      );
      const cancel = after(WIDGET_LOAD_TIMEOUT_MS, () =>
        fail("the widget did not get ready in time", { reload: true }),
      );
      end.signal.addEventListener("abort", cancel);

      script.src = src;
      script.async = true;
      document.head.append(script);
    });
  }
}

function isModuleOf(src: string, target: EventTarget | null): boolean {
  return (
    target instanceof HTMLScriptElement &&
    target.type === "module" &&
    new URL(target.src).origin === new URL(src).origin
  );
}
