import { createContext } from "react";

/** How often an open page asks again, so that it heals by itself, while it is not live. */
export const POLL_ALONE_MS = 15_000;

/** How often it asks while it is live: what changes by time alone is no event. */
export const POLL_WHILE_LIVE_MS = 30_000;

export const PollingContext = createContext(POLL_ALONE_MS);
