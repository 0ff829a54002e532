import type { After } from "./after.ts";

/** A window that the person has left loses no focus, and says nothing of it. */
const LOOK_EVERY_MS = 1_000;

/**
 * Takes an unseen frame away once the focus has gone into it, before the person types there, and puts the
 * focus back to where it was. To take it back from a frame that stays is no way: its script takes it again.
 *
 * @param signal Ends the watch.
 */
export function keepFocus(
  element: HTMLIFrameElement,
  { window, after }: { window: Window; after: After },
  { signal, onTaken }: { signal: AbortSignal; onTaken: () => void },
): void {
  if (signal.aborted) return;
  const document = element.ownerDocument;
  const over = new AbortController();
  let focused: EventTarget | null = null;
  let stopWaiting = (): void => undefined;

  const look = () => {
    if (document.activeElement !== element) return;
    over.abort();
    element.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    onTaken();
  };
  const lookAgain = () => {
    look();
    if (!over.signal.aborted) stopWaiting = after(LOOK_EVERY_MS, lookAgain);
  };
  over.signal.addEventListener("abort", () => stopWaiting());
  signal.addEventListener("abort", () => over.abort(), { signal: over.signal });
  const watching = { signal: over.signal };
  document.addEventListener("focusout", ({ target }) => (focused = target), watching);
  window.addEventListener("blur", look, watching);
  lookAgain();
}
