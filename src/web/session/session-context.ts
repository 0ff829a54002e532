import { createContext } from "react";
import type { Session } from "#contract/session.ts";

/** What is known of who is there, for all that is drawn for them; `null` around it. */
export const SessionContext = createContext<Session | null>(null);
