import type { TraceEvent } from "#contract/lab.ts";

/** Passes on what happens, as it happens. Nothing is kept. */
export interface TraceHub {
  send(event: TraceEvent): void;
  /** True while anybody listens: else nobody need look. */
  hasListeners(): boolean;
  /** @returns What takes the listener off again. */
  listen(listener: (event: TraceEvent) => void): () => void;
}

export function createTraceHub(): TraceHub {
  const listeners = new Set<(event: TraceEvent) => void>();
  return {
    send(event) {
      for (const listener of [...listeners]) listener(event);
    },
    hasListeners: () => listeners.size > 0,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
