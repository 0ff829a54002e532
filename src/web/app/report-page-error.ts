import type { PageError } from "#contract/page-error.ts";

type Send = (kind: PageError["kind"], error: unknown) => Promise<void>;

// One for the life of the page, which tells of each fault once.
let sending: Promise<Send> | undefined;

/** Has our server's log learn of a fault in the page. What tells it is fetched when there is one. */
export function reportPageError(kind: PageError["kind"], error: unknown): void {
  sending ??= import("./send-page-error.ts").then(
    ({ createPageErrorSender }) => createPageErrorSender(),
    (cause: unknown) => {
      sending = undefined;
      throw cause;
    },
  );
  sending
    .then((send) => send(kind, error))
    // Nobody is to be told: it is about a fault that the person has met already.
    .catch(() => undefined);
}

/** Reports what nobody caught, as soon as the page begins. */
export function reportUncaught(): void {
  window.addEventListener("error", ({ error }) => reportPageError("script", error));
  window.addEventListener("unhandledrejection", ({ reason }) => reportPageError("script", reason));
}
