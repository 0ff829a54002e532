import type { StoreTransaction } from "./tables.ts";

/** How those that wait for a write hear of it. */
export interface Notifier {
  /** Called inside the transaction, when its work is done. */
  announce(tx: StoreTransaction): Promise<void>;
  /** Called after the commit. */
  committed(): void;
  /** @returns What takes the listener off again. */
  onWrite: (listener: () => void) => () => void;
  /** Calls nobody any more. May be called twice. */
  close(): Promise<void>;
}

interface Listeners {
  add: Notifier["onWrite"];
  callAll: () => void;
  clear: () => void;
}

export function createListeners(): Listeners {
  // A wrapper each, so that one function that listens twice is taken off once.
  const listeners = new Set<{ call: () => void }>();
  return {
    add(listener) {
      const entry = { call: listener };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    callAll() {
      for (const { call } of [...listeners]) {
        try {
          call();
        } catch {
          // The write has been made; what a listener makes of it is no matter of the writer's.
        }
      }
    },
    clear: () => listeners.clear(),
  };
}
