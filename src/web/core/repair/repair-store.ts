import { idle, reduceRepair, type RepairEvent, type RepairState } from "./repair-state.ts";

/** Where the one repair of a page stands, outside React: who reads a part of it is told of that part. */
export interface RepairStore {
  getState: () => RepairState;
  dispatch: (event: RepairEvent) => void;
  /** @returns What ends it. */
  subscribe: (listener: () => void) => () => void;
}

export function createRepairStore(): RepairStore {
  let state = idle;
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    dispatch: (event) => {
      const next = reduceRepair(state, event);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
