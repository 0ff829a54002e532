import { createApi, type Api, type ApiOptions } from "./http/api.ts";
import { createTicker, type Ticker } from "./http/ticker.ts";
import { createLinkRequests } from "./links/link-queries.ts";
import { createRepairAllRequests } from "./repair-all/repair-all-queries.ts";
import { createSessionRequests } from "./session/session-queries.ts";

/** What every part of a page asks our server by; what only a repair asks comes with what runs it. */
export interface Core {
  api: Api;
  /** The server's time, for what is shown relative to it. */
  ticker: Ticker;
  session: ReturnType<typeof createSessionRequests>;
  links: ReturnType<typeof createLinkRequests>;
  repairAll: ReturnType<typeof createRepairAllRequests>;
}

/**
 * Makes one page's connection to our server. It keeps to itself whom the page shows and what time it is
 * at the server, so that several may stand on one page, each with a server and a person of its own.
 */
export function createCore(options: ApiOptions): Core {
  const api = createApi(options);
  return {
    api,
    ticker: createTicker(api.clock.now),
    session: createSessionRequests(api),
    links: createLinkRequests(api),
    repairAll: createRepairAllRequests(api),
  };
}
