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

/** A finger tells nothing before it lands, and then the press is a tenth of a second away. */
const ONLY_TOUCHED = "(hover: none)";
/** For so long a button stays in sight that nobody scrolls past. */
const SEEN_MS = 500;

/**
 * Tells when a button, which is the one that a page is for, has been in sight on a screen that is only touched:
 * there that has to do for what a pointer's rest is elsewhere.
 */
export function watchSight(button: HTMLElement, onIntent: () => void, signal: AbortSignal): void {
  if (!window.matchMedia(ONLY_TOUCHED).matches) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    observer.disconnect();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      clearTimeout(timer);
      if (!entries.at(-1)?.isIntersecting) return;
      timer = setTimeout(() => {
        stop();
        onIntent();
      }, SEEN_MS);
    },
    { threshold: 1 },
  );
  observer.observe(button);
  signal.addEventListener("abort", stop);
}
