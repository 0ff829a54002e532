import { useCallback, useEffect, useReducer, useState } from "react";
import * as v from "valibot";
import { labPaths, TraceEvent, type LabScenarioId } from "#contract/lab.ts";
import { useCore } from "../core-context.ts";
import { changeTrace, emptyTrace, type TraceChange, type TraceList } from "./trace-list.ts";

const EVENTS = ["belvo_call", "webhook", "event", "state"] as const;
const OPEN_AGAIN_MS = 3_000;
const CLOSED = 2;

export interface Trace {
  list: TraceList;
  change: (change: TraceChange) => void;
  /** Tells what the presenter did. */
  mark: (text: string) => void;
  isLive: boolean;
  /** False until the stream has opened, or could not be. */
  isSettled: boolean;
}

/** Hears what happens behind the page of a scenario's person, for as long as the component is shown. */
export function useTrace(scenario: LabScenarioId): Trace {
  const { clock, urlOf } = useCore().api;
  const [list, change] = useReducer(changeTrace, emptyTrace);
  const [stream, setStream] = useState({ isLive: false, isSettled: false });
  const [opening, setOpening] = useState(0);

  const tell = useCallback(
    (entry: TraceEvent) => {
      // What is told has happened at the server, whose clock is not the device's.
      const at = new Date(clock.now()).toISOString();
      if (!changesNothing(entry)) change({ do: "tell", entry, at });
    },
    [clock],
  );
  useEffect(() => {
    const source = new EventSource(urlOf(`${labPaths.trace}?scenario=${scenario}`));
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener("open", () => setStream({ isLive: true, isSettled: true }));
    source.addEventListener("error", () => {
      setStream({ isLive: false, isSettled: true });
      // A stream that broke is opened by the browser; one that was refused is not.
      if (source.readyState === CLOSED) {
        timer = setTimeout(() => setOpening((times) => times + 1), OPEN_AGAIN_MS);
      }
    });
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data }: MessageEvent<unknown>) => {
        const entry = readEvent(data);
        if (entry) tell(entry);
      });
    }
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [opening, scenario, tell, urlOf]);

  const mark = useCallback(
    (text: string) => {
      const at = new Date(clock.now()).toISOString();
      change({ do: "tell", entry: { event: "mark", at, text }, at });
    },
    [clock],
  );
  return { list, change, mark, ...stream };
}

/** A line of the log that left its link in the state it was in: the line alone says enough. */
function changesNothing(entry: TraceEvent): boolean {
  return entry.event === "state" && entry.before === entry.after;
}

/** @returns `undefined` for what a newer server may tell. */
function readEvent(data: unknown): TraceEvent | undefined {
  const entry = v.safeParse(TraceEvent, JSON.parse(String(data)));
  return entry.success ? entry.output : undefined;
}
