/** When a document saw these painted, in milliseconds of the machine's clock. */
interface Seen {
  widget: number;
  field: number;
}

declare global {
  interface Window {
    benchPress?: { pressedAt: number; feedbackAt: number | null };
    benchSeen?: Seen;
  }
}

/**
 * Runs in the page. From the next press on, it looks at every frame for the page's own word that
 * something is happening; what stood in the document at one frame has been painted by the next. The
 * press is the click event's own time, so that a busy page is charged for its delay.
 *
 * Holds no named function, since it reaches the page as text.
 */
export function watchPress(): void {
  document.addEventListener(
    "click",
    ({ timeStamp }) => {
      const press: Window["benchPress"] = {
        pressedAt: performance.timeOrigin + timeStamp,
        feedbackAt: null,
      };
      window.benchPress = press;
      void (async () => {
        for (let isThere = false; ;) {
          await new Promise(requestAnimationFrame);
          if (isThere) {
            press.feedbackAt = performance.timeOrigin + performance.now();
            return;
          }
          isThere = document.querySelector("[data-phase='preparing']") !== null;
        }
      })();
    },
    { capture: true, once: true },
  );
}

/**
 * Runs in whichever document the widget is in, and sees it in the same way: anything at all in the
 * widget's own frame, and the first field of its form.
 */
export function watchWidget(): void {
  void (async () => {
    let widget: number | null = null;
    for (let seen = { widget: false, field: false }; ;) {
      await new Promise(requestAnimationFrame);
      const now = performance.timeOrigin + performance.now();
      if (seen.widget) widget ??= now;
      if (seen.field) {
        window.benchSeen = { widget: widget ?? now, field: now };
        return;
      }
      const frame = document.querySelector<HTMLIFrameElement>("#belvo iframe");
      const inner = frame?.contentDocument?.body;
      seen = {
        widget: (inner?.childElementCount ?? 0) > 0,
        field: Boolean(inner?.querySelector("input")),
      };
    }
  })();
}

/** The same for documents that are made later, in frames. */
export const watchWidgetInFrames = `if (window.parent !== window) (${watchWidget.toString()})();`;
