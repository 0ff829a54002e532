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
import type { WidgetMode } from "#contract/session.ts";
import { savesData, whenIdle } from "../loading/preload-when-idle.ts";
import { TimeoutError } from "../core/http/fetch-in-time.ts";
import {
  isBusy,
  type RepairEvent,
  type RepairFailure,
  type RepairState,
} from "../core/repair/repair-state.ts";
import { createRepairStore, type RepairStore } from "../core/repair/repair-store.ts";
import type { RepairRunner } from "../core/repair/repair-runner.ts";
import type { Return } from "../core/repair/run-hosted.ts";
import { useRepairRunner, type RunnerLoader } from "./use-repair-runner.ts";
import type { RepairSource } from "../core/repair/repair-environment.ts";

interface Repair extends Pick<RepairStore, "getState" | "subscribe"> {
  widgetMode: WidgetMode;
  /** Starts a repair, unless one is running. */
  start: (linkId: string) => void;
  /** The same on Belvo's own page. */
  startHosted: (linkId: string) => void;
  /** Goes on with a repair whose person is back from there. */
  resume: (back: Return) => void;
  /** The person goes there by the page's own link. */
  goAway: () => void;
  /** True for who went there since they came, on this page or before it. */
  wentHosted: () => boolean;
  /** Has the widget made ready while nothing else is going on, so that a press finds it there. */
  prepare: () => void;
  /** The person is likely to start the repair of this link: has all made ready that can be. */
  intend: (linkId: string) => void;
  /** Puts away the last answer. */
  dismiss: () => void;
}

interface RepairProviderProps {
  /** Where Belvo's script is, and what may run it. */
  source: RepairSource;
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

  const wentHosted = useRef(false);
  const { widgetMode, preparesRepairs } = source;
  const prepare = useCallback(() => {
    if (widgetMode !== "hosted") whenIdle(() => withRunner(runner, (it) => it.prepare()));
  }, [runner, widgetMode]);
  const repair = useMemo(() => {
    const { getState, subscribe, dispatch } = store;
    // After an exit the link is still read, which keeps nobody from going on.
    const stopLooking = () => {
      if (getState().phase !== "left") return;
      running.current?.abort();
      running.current = null;
    };
    const begin = (linkId: string, work: Work) => {
      stopLooking();
      if (running.current || isBusy(getState())) return;
      const calling = new AbortController();
      running.current = calling;
      void runOnceLoaded(runner, { linkId, dispatch, signal: calling.signal }, work).finally(() => {
        if (running.current === calling) running.current = null;
      });
    };
    const startHosted = (linkId: string) => {
      wentHosted.current = true;
      begin(linkId, ({ runHosted }, around) => runHosted(linkId, dispatch, around.signal));
    };
    return {
      widgetMode,
      getState,
      subscribe,
      prepare,
      intend: (linkId: string) => {
        if (isBusy(getState())) return;
        if (widgetMode === "hosted" || !preparesRepairs || savesData()) return;
        withRunner(runner, (it) => it.intend(linkId));
      },
      startHosted,
      start: (linkId: string) => {
        if (widgetMode === "hosted") startHosted(linkId);
        else begin(linkId, ({ run }, around) => run(linkId, dispatch, around.signal));
      },
      resume: (back: Return) => {
        wentHosted.current = true;
        begin(back.linkId, ({ resume }, around) => resume(back, dispatch, around.signal));
      },
      goAway: () => dispatch({ type: "went_away" }),
      wentHosted: () => wentHosted.current,
      dismiss: () => {
        stopLooking();
        dispatch({ type: "dismiss" });
      },
    };
  }, [prepare, preparesRepairs, runner, store, widgetMode]);
  return <RepairContext value={repair}>{children}</RepairContext>;
}

/** Does what nobody has asked for. A failure is nobody's business yet: the press will meet it and say so. */
function withRunner(runner: RunnerLoader, work: (it: RepairRunner) => Promise<void>): void {
  const working = runner.current ? work(runner.current) : runner.load(false).then(work);
  working.catch(() => undefined);
}

interface Around {
  linkId: string;
  dispatch: (event: RepairEvent) => void;
  signal: AbortSignal;
}

type Work = (runner: RepairRunner, around: Around) => Promise<void>;

/** A press is answered at once, also while what runs repairs is still on its way. */
async function runOnceLoaded(runner: RunnerLoader, around: Around, work: Work): Promise<void> {
  if (runner.current) return work(runner.current, around);

  const { linkId, dispatch, signal } = around;
  dispatch({ type: "start", linkId });
  try {
    const loaded = await runner.load(true);
    if (!signal.aborted) await work(loaded, around);
  } catch (error) {
    dispatch({ type: "fail", reason: whyMissing(error) });
  }
}

/** Online, a script that cannot be had is gone with an older version of the page: only a fresh one has it. */
function whyMissing(error: unknown): RepairFailure {
  if (error instanceof TimeoutError) return "no_answer";
  return navigator.onLine ? "page_outdated" : "no_network";
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
