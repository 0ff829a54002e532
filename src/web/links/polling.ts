import { createContext } from "react";

/** How often an open page asks again, so that it heals by itself, while nobody tells it of changes. */
export const POLL_ALONE_MS = 15_000;

/** How often it asks while changes are told: one may still be lost, and
 * what changes by time alone is not told. */
export const POLL_WHILE_TOLD_MS = 30_000;

export const PollingContext = createContext(POLL_ALONE_MS);
