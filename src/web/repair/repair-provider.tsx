import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  type ReactNode,
} from "react";
import type { WidgetSource } from "../belvo-widget/widget-frames.ts";
import { idle, isBusy, reduceRepair, type RepairEvent, type RepairState } from "./repair-state.ts";
import { useRepairRunner, type LateRunner } from "./use-repair-runner.ts";

interface Repair {
  state: RepairState;
  /** Starts a repair, unless one is running. */
  start: (linkId: string) => void;
  /** Has the widget made ready while nothing else is going on, so that a press finds it there. */
  prepare: () => void;
  /** Puts away the last answer. */
  dismiss: () => void;
}

interface RepairProviderProps {
  /** Where Belvo's script is, and what may run it. */
  source: WidgetSource;
  children: ReactNode;
}

const RepairContext = createContext<Repair | null>(null);

/**
 * Holds the one repair that may run. It stands above the pages, so that moving about, or a list that
 * is drawn anew, does not end it.
 */
export function RepairProvider({ source, children }: RepairProviderProps) {
  const [state, dispatch] = useReducer(reduceRepair, idle);
  const runner = useRepairRunner(source);
  // Two presses can come before React has drawn the first.
  const running = useRef<AbortController>(null);
  // With the person their repair goes, and its widget.
  useEffect(() => () => running.current?.abort(), []);

  const prepare = useCallback(() => {
    whenIdle(() => {
      // A failure here is nobody's business yet: the press will meet it again and say so.
      void runner
        .load()
        .then(({ prepare }) => prepare())
        .catch(() => undefined);
    });
  }, [runner]);
  const repair = useMemo(
    () => ({
      state,
      start: (linkId: string) => {
        if (running.current || isBusy(state)) return;
        const calling = new AbortController();
        running.current = calling;
        void begin(runner, linkId, dispatch, calling.signal).finally(() => {
          running.current = null;
        });
      },
      prepare,
      dismiss: () => dispatch({ type: "dismiss" }),
    }),
    [prepare, runner, state],
  );
  return <RepairContext value={repair}>{children}</RepairContext>;
}

type Dispatch = (event: RepairEvent) => void;

/** A press is answered at once, also while what runs repairs is still on its way. */
async function begin(
  runner: LateRunner,
  linkId: string,
  dispatch: Dispatch,
  signal: AbortSignal,
): Promise<void> {
  if (runner.current) return runner.current.run(linkId, dispatch, signal);

  dispatch({ type: "start", linkId });
  try {
    const { run } = await runner.load();
    if (!signal.aborted) await run(linkId, dispatch, signal);
  } catch {
    // Online, the script is gone with an older version of the page, and only a fresh one has it.
    dispatch({ type: "fail", reason: navigator.onLine ? "page_outdated" : "no_network" });
  }
}

function whenIdle(work: () => void): void {
  // Safari has no idle callbacks.
  if ("requestIdleCallback" in window) window.requestIdleCallback(work);
  else setTimeout(work, 500);
}

export function useRepair(): Repair {
  const repair = useContext(RepairContext);
  if (!repair) throw new Error("useRepair needs a RepairProvider above it");
  return repair;
}
