/**
 * For so long a pointer rests on what is then likely to be pressed.
 *
 * Source: A. Dieulot, "Instant pages with just-in-time preloading", 2019.
 */
const HOVER_MS = 65;

/**
 * Tells when a button is likely to be pressed: a pointer rests on it or goes down on it, or the keyboard
 * has brought the focus to it.
 */
export function watchIntent(button: HTMLElement, onIntent: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => clearTimeout(timer);

  const listen = { signal };
  button.addEventListener(
    "pointerenter",
    ({ pointerType }) => {
      cancel();
      // A finger is on the button when it is pressed, and not before.
      if (pointerType !== "touch") timer = setTimeout(onIntent, HOVER_MS);
    },
    listen,
  );
  button.addEventListener("pointerleave", cancel, listen);
  button.addEventListener(
    "pointerdown",
    ({ button: which }) => {
      cancel();
      if (which === 0) onIntent();
    },
    listen,
  );
  button.addEventListener(
    "focus",
    () => {
      if (button.matches(":focus-visible")) onIntent();
    },
    listen,
  );
  signal.addEventListener("abort", cancel);
}
