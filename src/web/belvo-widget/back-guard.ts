import type { After } from "./after.ts";

/** A step back that does not come leaves the next one to the person. */
const STEP_TIMEOUT_MS = 1_000;

/** Has the browser's Back leave the widget, and nothing else. */
export interface BackGuard {
  /** @param onBack Called once, when the person goes back; the page's address is what it was. */
  hold: (onBack: () => void) => void;
  /** Takes the place in the history away again. */
  release: () => void;
}

/**
 * Puts an entry of the same address on top of the history while the widget is open, so that Back only
 * takes that away.
 */
export function createBackGuard(window: Window, after: After): BackGuard {
  const { history } = window;
  let held: (() => void) | null = null;
  let isStepping = false;

  window.addEventListener("popstate", () => {
    if (isStepping) {
      isStepping = false;
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
      if (isStepping || !isOurs()) return;
      isStepping = true;
      history.back();
      after(STEP_TIMEOUT_MS, () => {
        isStepping = false;
      });
    },
  };
}

function stateOf({ state }: { state: unknown }): Record<string, unknown> {
  return typeof state === "object" && state !== null ? { ...state } : {};
}
