import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError, isPassingStatus } from "../belvo/belvo-error.ts";
import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { Turn } from "../belvo/rate-limiter.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { askAlone, askTogether } from "./ask-links.ts";
import { recordAnswer, type Recording } from "./record-answer.ts";
import { readUnowned, saveUnowned } from "./unowned-links.ts";

/** Links that a list left out, asked for one by one: a batch leaves enough calls for people's lists. */
const SINGLES = 10;

interface Dependencies extends Recording {
  belvo: Pick<BelvoClient, "readLinks" | "readLink">;
}

interface ReadBatch {
  /** What is still to be read. */
  left: readonly string[];
  error: BelvoError | null;
}

/**
 * Reads some links, and records what it learned also when it could not learn all. Of a link that we do
 * not have, and Belvo does not say whose it is, nothing is to be recorded: it is remembered as such.
 */
export async function readBatch(
  deps: Dependencies,
  linkIds: readonly string[],
  turn: Turn,
): Promise<ReadBatch> {
  const { store, belvo, now } = deps;
  const known = await readKnown(store, linkIds);
  const strangers = linkIds.filter((id) => !known.has(id));
  const unowned = await readUnowned(store, strangers, now());
  const left = new Set(linkIds.filter((id) => !unowned.has(id)));
  if (left.size === 0) return { left: [], error: null };

  const askedAt = timestamp(now());
  const answer = { links: new Array<BelvoLink>(), gone: new Array<string>(), askedAt };
  let error: BelvoError | null = null;
  try {
    answer.links.push(...(await askTogether(belvo, [...left], turn)));
    for (const { id } of answer.links) left.delete(id);
    for (const id of strangers) left.delete(id);
    for (const linkId of [...left].slice(0, SINGLES)) {
      const link = await askAlone(belvo, linkId, turn).catch((failure: unknown) => {
        error = ofOneLink(failure);
      });
      if (link === undefined) continue;
      if (link) answer.links.push(link);
      else answer.gone.push(linkId);
      left.delete(linkId);
    }
  } catch (failure) {
    if (!(failure instanceof BelvoError)) throw failure;
    error = failure;
  }
  await recordAnswer(deps, answer);
  const owned = new Set(answer.links.filter(({ externalId }) => externalId).map(({ id }) => id));
  const nobodys = strangers.filter((id) => !left.has(id) && !owned.has(id) && !unowned.has(id));
  await saveUnowned(store, nobodys, now());
  return { left: [...left], error };
}

/** What Belvo cannot answer about one link holds up no other. @throws What holds up all of them. */
function ofOneLink(failure: unknown): BelvoError {
  if (failure instanceof BelvoError && isOfOneLink(failure)) return failure;
  throw failure;
}

export function isOfOneLink({ failure }: BelvoError): boolean {
  return failure.kind === "rejected" && isPassingStatus(failure.status);
}

async function readKnown(store: Store, linkIds: readonly string[]): Promise<Set<string>> {
  const rows = await store.selectFrom("links").select("id").where("id", "in", linkIds).execute();
  return new Set(rows.map(({ id }) => id));
}
