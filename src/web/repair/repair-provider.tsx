import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import type { WidgetSource } from "../belvo-widget/widget-frames.ts";
import { whenIdle } from "../loading/preload-when-idle.ts";
import { isBusy, type RepairEvent, type RepairState } from "./repair-state.ts";
import { createRepairStore, type RepairStore } from "./repair-store.ts";
import { useRepairRunner, type LateRunner } from "./use-repair-runner.ts";

interface Repair extends Pick<RepairStore, "getState" | "subscribe"> {
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
  const [store] = useState(createRepairStore);
  const runner = useRepairRunner(source);
  // Two presses can come before the first has begun.
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
      getState: store.getState,
      subscribe: store.subscribe,
      start: (linkId: string) => {
        if (running.current || isBusy(store.getState())) return;
        const calling = new AbortController();
        running.current = calling;
        void begin(runner, linkId, store.dispatch, calling.signal).finally(() => {
          running.current = null;
        });
      },
      prepare,
      dismiss: () => store.dispatch({ type: "dismiss" }),
    }),
    [prepare, runner, store],
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

/** What can be done. It does not change as a repair goes on; {@link useRepairState} does. */
export function useRepair(): Repair {
  const repair = useContext(RepairContext);
  if (!repair) throw new Error("useRepair needs a RepairProvider above it");
  return repair;
}

/**
 * A part of where the repair stands. What is under it is drawn anew only when that part changes.
 *
 * @param select Gives the same value, not an equal one, for as long as it is the same.
 */
export function useRepairState<T>(select: (state: RepairState) => T): T {
  const { getState, subscribe } = useRepair();
  return useSyncExternalStore(subscribe, () => select(getState()));
}
