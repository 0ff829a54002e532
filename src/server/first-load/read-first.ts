import type { Context } from "hono";
import type { FirstData } from "#contract/first-data.ts";
import { sessionOf, type SessionDetails } from "../access/session-routes.ts";
import { findSignedIn, type SessionLookup } from "../access/find-signed-in.ts";
import type { CountRead } from "../access/user-limit.ts";
import type { AppEnv, SignedIn } from "../http/app-env.ts";
import { faultOf, type Log } from "../http/log.ts";
import type { Freshness, LinkAnswers } from "../links/link-answers.ts";
import type { FirstPage } from "../site/first-page.ts";
import { timestamp } from "../store/timestamp.ts";
import { findPlace, type Place } from "./find-place.ts";

interface Dependencies extends SessionDetails, SessionLookup {
  visit: {
    /** How fresh what the store has of a person's links is; `null` when it does not have all. */
    peek(externalId: string): Promise<Freshness | null>;
  };
  answers: LinkAnswers;
  countRead: CountRead;
  log: Pick<Log, "warn">;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

/** Longer than this nobody waits for what the page can ask for by itself. */
const PATIENCE_MS = 500;

/**
 * Makes what says what a page shows first: who is there, and what they see of their links, from our
 * own store. Where that cannot be had, or not soon, the page is served all the same and asks for it.
 */
export function createReadFirst(deps: Dependencies): (c: Context<AppEnv>) => Promise<FirstPage> {
  const { log, sleep } = deps;
  return async (c) => {
    const place = findPlace(c.req.url);
    const { part } = place;
    const without: FirstPage = { part, data: null, locale: null, theme: null };
    if (place.isPublic) return without;

    const reading = readData(deps, place, c).catch((error: unknown) => {
      log.warn(faultOf(error), "a page was served without its first data");
      return null;
    });
    return (await Promise.race([reading, sleep(PATIENCE_MS).then(() => null)])) ?? without;
  };
}

/** @returns `null` for who has read too much: the page then asks, and is told. */
async function readData(
  deps: Dependencies,
  place: Place,
  c: Context<AppEnv>,
): Promise<FirstPage | null> {
  const user = await findSignedIn(c, deps);
  if (user && deps.countRead(user.externalId) > 0) return null;
  const session = await sessionOf(deps, user);
  const at = timestamp(deps.now());
  const { list, detail } = user ? await readLinksOf(deps, place, user) : NOTHING;
  const rest = { at, session, detail } satisfies Omit<FirstData, "list">;
  return {
    part: partFor(place, user),
    // The list has been written already.
    data: `${JSON.stringify(rest).slice(0, -1)},"list":${list}}`,
    locale: user?.locale ?? null,
    theme: user?.theme ?? null,
  };
}

/** A link that is shown by itself is a part of its own only to those who have a list beside it. */
function partFor({ part }: Place, user: SignedIn | null): FirstPage["part"] {
  // Whoever is there.
  if (part === "enter" || part === "return") return part;
  if (!user) return "start";
  return user.onlyLinkId === null ? part : null;
}

interface LinksOfPlace extends Pick<FirstData, "detail"> {
  /** JSON. */
  list: string;
}

const NOTHING: LinksOfPlace = { list: "null", detail: null };

async function readLinksOf(
  { visit, answers }: Dependencies,
  place: Place,
  user: SignedIn,
): Promise<LinksOfPlace> {
  // Who came to repair one link sees that one, at whatever address.
  const linkId = user.onlyLinkId ?? place.linkId;
  if (linkId === null && !place.isList) return NOTHING;

  const freshness = await visit.peek(user.externalId);
  if (!freshness) return NOTHING;
  if (linkId === null) {
    const { text } = await answers.page(user, { sort: "needs" }, freshness);
    return { ...NOTHING, list: text };
  }
  const detail = await answers.detail(user, linkId);
  return { ...NOTHING, detail: detail && { ...detail, asOf: freshness.asOf } };
}
