import type { MiddlewareHandler } from "hono";
import { routes } from "#contract/routes.ts";
import type { AppEnv } from "./app-env.ts";
import { readClientAddress } from "./client-address.ts";
import { ProblemError } from "./problem-error.ts";

const WINDOW_MS = 60_000;
/** Somebody who mistypes, reloads or has old mail stays below it. */
const MOST_OF_ADDRESS = 30;
/** Once this many have gone wrong from everywhere, an address has few more. */
const MOST_OF_ALL = 300;
const FEW = 3;
/** Of more addresses than these, those that were there first are forgotten. */
const MOST_ADDRESSES = 10_000;

interface Options {
  /** How many proxies of ours there are between us and the world. */
  proxies: number;
  now: () => number;
}

interface Tries {
  wrong: number;
  /** Not answered yet. */
  open: number;
  endsAt: number;
}

/**
 * Counts keys, secrets and login links' codes that were wrong, and lets an address try no more of them
 * for the rest of the minute once there were many. What is right is never counted, and whoever got
 * nothing wrong is never refused. Each instance counts by itself.
 */
export function limitGuesses({ proxies, now }: Options): MiddlewareHandler<AppEnv> {
  /** By what was tried and from where; the oldest first. */
  const tries = new Map<string, Tries>();
  let ofAll = begin();

  function begin(): Tries {
    return { wrong: 0, open: 0, endsAt: now() + WINDOW_MS };
  }

  /** A time that is further away was written before the clock was set back. */
  function isOver({ endsAt }: Tries): boolean {
    return endsAt <= now() || endsAt > now() + WINDOW_MS;
  }

  function triesOf(key: string): Tries {
    for (const [each, old] of tries) {
      if (!isOver(old) && tries.size < MOST_ADDRESSES) break;
      tries.delete(each);
    }
    const found = tries.get(key);
    if (found && !isOver(found)) return found;
    const begun = begin();
    tries.set(key, begun);
    return begun;
  }

  function refuseTooMany({ wrong, open, endsAt }: Tries): void {
    const isRush = !isOver(ofAll) && ofAll.wrong >= MOST_OF_ALL;
    // What is tried at the same time may be wrong as well; of who got nothing wrong, nobody thinks so.
    if (wrong === 0 || wrong + open < (isRush ? FEW : MOST_OF_ADDRESS)) return;
    throw new ProblemError("rate_limited", {
      retryAfterMs: endsAt - now(),
      reason: "too much was wrong from this address",
    });
  }

  return async (c, next) => {
    const kind = kindOf(c.req.method, c.req.path);
    if (kind === null) return next();
    const forwardedFor = c.req.header("X-Forwarded-For");
    const address = readClientAddress(c.env.peer ?? null, forwardedFor, proxies);
    const own = triesOf(`${kind} ${address}`);
    refuseTooMany(own);

    own.open += 1;
    await next();
    own.open -= 1;
    if (!isWrong(c.res.status, kind)) return;
    own.wrong += 1;
    if (isOver(ofAll)) ofAll = begin();
    ofAll.wrong += 1;
  };
}

type Kind = "code" | "host" | "webhook";

function kindOf(method: string, path: string): Kind | null {
  if (method === "POST" && (path === routes.session || path === routes.returns)) return "code";
  if (path.startsWith("/host/")) return "host";
  return path.startsWith("/webhooks/") ? "webhook" : null;
}

/** A key or secret that is wrong is refused with 401; a code also when it was used or is too old. */
function isWrong(status: number, kind: Kind): boolean {
  return status === 401 || (kind === "code" && (status === 404 || status === 410));
}
