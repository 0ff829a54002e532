import type { After } from "./after.ts";

/** A step back that does not come by then leaves the next one to the person. */
const STEP_TIMEOUT_MS = 3_000;

/** Has the browser's Back leave the widget, and nothing else. */
export interface BackGuard {
  /** @param onBack Called once, when the person goes back; the page's address is what it was. */
  hold: (onBack: () => void) => void;
  /**
   * Takes the place in the history away again. Resolves when it is gone: a step back is taken from
   * wherever the page is by then, and would undo where the person goes meanwhile.
   */
  release: () => Promise<void>;
}

/**
 * Puts an entry of the same address on top of the history while the widget is open, so that Back only
 * takes that away.
 */
export function createBackGuard(window: Window, after: After): BackGuard {
  const { history } = window;
  let held: (() => void) | null = null;
  let isStepping = false;
  let stepped: (() => void)[] = [];

  function endStep(): void {
    isStepping = false;
    for (const goOn of stepped) goOn();
    stepped = [];
  }

  window.addEventListener("popstate", () => {
    if (isStepping) {
      endStep();
      if (held) push();
      return;
    }
    const onBack = held;
    held = null;
    onBack?.();
  });

  function push(): void {
    // What the router keeps there stays readable to it.
    if (!isOurs()) history.pushState({ ...stateOf(history), widget: true }, "");
  }

  function isOurs(): boolean {
    return stateOf(history)["widget"] === true;
  }

  return {
    hold(onBack) {
      held = onBack;
      if (!isStepping) push();
    },
    release() {
      held = null;
      // Who was led elsewhere meanwhile is where they should be.
      if (isStepping || !isOurs()) return Promise.resolve();
      isStepping = true;
      return new Promise((goOn) => {
        const cancelTimeout = after(STEP_TIMEOUT_MS, endStep);
        stepped.push(cancelTimeout, goOn);
        history.back();
      });
    },
  };
}

function stateOf({ state }: { state: unknown }): Record<string, unknown> {
  return typeof state === "object" && state !== null ? { ...state } : {};
}
