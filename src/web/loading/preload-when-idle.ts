import { useEffect } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { I18n } from "../i18n/load-i18n.ts";
import type { LazyPart } from "./lazy-part.tsx";

export type Preloadable = Pick<LazyPart<never>, "preload">;

/** Does `work` once nothing else is going on, or after `timeout` milliseconds where one is given. */
export function whenIdle(work: () => void, timeout?: number): void {
  // Safari has no idle callbacks.
  if ("requestIdleCallback" in window) {
    window.requestIdleCallback(work, timeout === undefined ? {} : { timeout });
  } else setTimeout(work, 500);
}

/** Fetches the pages that are likely to come next, unless the person pays for each byte. */
function preloadWhenIdle(parts: readonly Preloadable[], i18n: I18n): void {
  if (savesData() || !navigator.onLine) return;
  whenIdle(() => {
    // Whoever draws it meets a failure, and has it fetched anew: not before, since somebody may wait for it.
    for (const { preload } of parts) preload(i18n).catch(() => undefined);
  });
}

/** @param parts Likely to come next; the same list each time. */
export function usePreloaded(parts: readonly Preloadable[]): void {
  const i18n = useI18n();
  useEffect(() => preloadWhenIdle(parts, i18n), [i18n, parts]);
}

/** Browsers that people set to save data say so here; others lack it. */
export function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, "connection");
  return (
    typeof connection === "object" &&
    connection !== null &&
    "saveData" in connection &&
    connection.saveData === true
  );
}
