import type { MiddlewareHandler } from "hono";
import { routes } from "#contract/routes.ts";
import type { AppEnv } from "./app-env.ts";
import { ProblemError } from "./problem-error.ts";
import { readText } from "./read-text.ts";

const WINDOW_MS = 60_000;
/** Somebody who mistypes, reloads or has old mail stays below it. */
const MOST_OF_ADDRESS = 30;
/** Once this many have gone wrong from everywhere, an address has few more. */
const MOST_OF_ALL = 300;
const FEW = 3;
/** Of an address and of all, so many are refused at once in a minute; who goes on is kept waiting. */
const REFUSED_AT_ONCE = { ofAddress: 100, ofAll: 300 };
const HOLD_MS = 1_000;
/** So many are kept waiting at a time: each costs a connection. */
const MOST_HELD = 1_000;
/** Of more addresses than these, those that were there first are forgotten. */
const MOST_ADDRESSES = 10_000;

interface Options {
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

interface Tries {
  wrong: number;
  /** Not answered yet. */
  open: number;
  /** Begun when one of those is answered; the first goes first. */
  waiting: (() => void)[];
  refused: number;
  endsAt: number;
}

/**
 * Counts keys, secrets and login links' codes that were wrong, and lets an address try no more of them
 * for the rest of the minute once there were many. What is right is never counted, and whoever got
 * nothing wrong is never refused: what comes at once waits until so many could not all be wrong. Who goes on all the same waits a second for each refusal, so that
 * many who guess take nothing from people. Each instance counts by itself.
 */
export function limitGuesses({ now, sleep }: Options): MiddlewareHandler<AppEnv> {
  /** By what was tried and from where; the oldest first. */
  const tries = new Map<string, Tries>();
  let ofAll = begin();
  let openOfAll = 0;
  let held = 0;

  function begin(): Tries {
    return { wrong: 0, open: 0, waiting: [], refused: 0, endsAt: now() + WINDOW_MS };
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

  /** A refusal costs little, and thousands of them a second cost people their time. */
  async function hold(own: Tries): Promise<void> {
    own.refused += 1;
    if (isOver(ofAll)) ofAll = begin();
    ofAll.refused += 1;
    const isAtOnce =
      own.refused <= REFUSED_AT_ONCE.ofAddress && ofAll.refused <= REFUSED_AT_ONCE.ofAll;
    if (isAtOnce || held >= MOST_HELD) return;
    held += 1;
    await sleep(HOLD_MS);
    held -= 1;
  }

  function mostOfAddress(): number {
    const wrong = isOver(ofAll) ? 0 : ofAll.wrong;
    return wrong + openOfAll >= MOST_OF_ALL ? FEW : MOST_OF_ADDRESS;
  }

  /** Those that are open may be wrong as well; with a key, of who got nothing wrong, nobody thinks so. */
  function isFull({ wrong, open }: Tries, kind: Kind): boolean {
    const counts = kind === "code" || wrong > 0;
    return counts && wrong + open >= mostOfAddress();
  }

  async function beginOne(own: Tries, kind: Kind): Promise<void> {
    while (isFull(own, kind)) {
      if (own.wrong >= mostOfAddress()) {
        own.waiting.shift()?.();
        await refuse(own, kind);
      }
      await new Promise<void>((wake) => own.waiting.push(wake));
    }
    own.open += 1;
    if (kind === "code") openOfAll += 1;
  }

  function endOne(own: Tries, kind: Kind, status: number): void {
    own.open -= 1;
    if (kind === "code") openOfAll -= 1;
    if (isWrong(status, kind)) {
      own.wrong += 1;
      if (isOver(ofAll)) ofAll = begin();
      ofAll.wrong += 1;
    }
    own.waiting.shift()?.();
  }

  async function refuse(own: Tries, kind: Kind): Promise<never> {
    await hold(own);
    throw new ProblemError("rate_limited", {
      retryAfterMs: Math.max(0, own.endsAt - now()),
      reason: "too much was wrong from this address",
      limit: `guesses: ${kind}`,
    });
  }

  return async (c, next) => {
    const kind = kindOf(c.req.method, c.req.path);
    if (kind === null) return next();
    const own = triesOf(`${kind} ${c.get("address")}`);
    // Whoever sends slowly holds up nobody behind the same address.
    if (kind === "code") await readText(c.req.raw);
    await beginOne(own, kind);
    await next();
    endOne(own, kind, c.res.status);
  };
}

type Kind = "code" | "host" | "webhook";

const CODES: readonly string[] = [routes.session, routes.loginLinkPreview, routes.returns];

function kindOf(method: string, path: string): Kind | null {
  if (CODES.includes(path) && method === "POST") return "code";
  if (path.startsWith("/host/")) return "host";
  return path.startsWith("/webhooks/") ? "webhook" : null;
}

/** A key or secret that is wrong is refused with 401. One that was a code, but is no more, nobody guessed. */
function isWrong(status: number, kind: Kind): boolean {
  return status === 401 || (kind === "code" && status === 404);
}
