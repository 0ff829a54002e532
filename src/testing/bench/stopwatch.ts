/** Milliseconds from the press of Update to the frame that showed each of these. */
export interface Times {
  /** The page's own word that something is happening; `null` where it says none. */
  feedback: number | null;
  /** Anything at all in the widget's frame. */
  widget: number;
  /** The first field of the widget's form. */
  field: number;
}

declare global {
  interface Window {
    benchTimes?: Times;
  }
}

/**
 * Runs in the page. From the next press on, it looks at every frame; what stood in the document at
 * one frame has been painted by the next. The press is the click event's own time, so that a busy
 * page is charged for its delay.
 *
 * Holds no named function, since it reaches the page as text.
 */
export function stopwatch(): void {
  document.addEventListener(
    "click",
    ({ timeStamp }) => {
      void (async () => {
        let seen = { feedback: false, widget: false, field: false };
        let feedback: number | null = null;
        let widget: number | null = null;
        for (;;) {
          await new Promise(requestAnimationFrame);
          const passed = performance.now() - timeStamp;
          if (seen.feedback) feedback ??= passed;
          if (seen.widget) widget ??= passed;
          if (seen.field) {
            window.benchTimes = { feedback, widget: widget ?? passed, field: passed };
            return;
          }
          const frame = document.querySelector<HTMLIFrameElement>("#belvo iframe");
          const inner = frame?.contentDocument?.body;
          seen = {
            feedback: document.querySelector("[data-phase='preparing']") !== null,
            widget: (inner?.childElementCount ?? 0) > 0,
            field: Boolean(inner?.querySelector("input")),
          };
        }
      })();
    },
    { capture: true, once: true },
  );
}
