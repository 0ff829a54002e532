/** Calls back after `ms` milliseconds; returns what cancels it. */
export type After = (ms: number, callback: () => void) => () => void;
