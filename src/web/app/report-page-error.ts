import type { PageError } from "#contract/page-error.ts";

/** Has our server's log learn of a fault in the page. What tells it is fetched when there is one. */
export function reportPageError(kind: PageError["kind"], error: unknown): void {
  import("./send-page-error.ts")
    .then(({ sendPageError }) => sendPageError(kind, error))
    // Nobody is to be told: it is about a fault that the person has met already.
    .catch(() => undefined);
}

/** Reports what nobody caught, as soon as the page begins. */
export function reportUncaught(): void {
  window.addEventListener("error", ({ error }) => reportPageError("script", error));
  window.addEventListener("unhandledrejection", ({ reason }) => reportPageError("script", reason));
}
