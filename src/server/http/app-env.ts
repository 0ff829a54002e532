import { Hono } from "hono";
import type { HostChoices } from "#contract/session.ts";

/** The person behind a request, as their session has it. */
export interface SignedIn extends HostChoices {
  externalId: string;
  name: string | null;
  /** The one link that the session is for; `null` when it is for all of the person's. */
  onlyLinkId: string | null;
}

/** What handlers may know of a request beyond its text. */
export interface AppEnv {
  Bindings: {
    /** The address at the other end of the connection; missing where there is none. */
    peer?: string | undefined;
  };
  Variables: {
    requestId: string;
    /** Where the request comes from, as far as it is known. */
    address: string;
    user: SignedIn;
    /** Tells a person's sessions apart, and opens nothing. */
    sessionKey: string;
    /** The link that a body names; those in addresses are read there. */
    namedLinkId: string;
  };
}

export type App = Hono<AppEnv>;

/** A group of routes; `createServer` puts all groups together. */
export function createRoutes(): App {
  return new Hono<AppEnv>();
}
