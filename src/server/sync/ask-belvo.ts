import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError, isPassingStatus, refusalOf } from "../belvo/belvo-error.ts";
import { refusedLink, type BelvoLink } from "../belvo/belvo-link.ts";
import type { Turn } from "../belvo/rate-limiter.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { writeInChunks } from "../store/write-in-chunks.ts";
import type { LinkNotes } from "./link-notes.ts";
import { findKnown } from "./read-knowledge.ts";
import { markGone, recordReadings } from "./record-reading.ts";
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
  const known = await findKnown(store, linkIds);
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

/**
 * Asks for some links in one question, and in two where Belvo refuses it, so that one link that
 * cannot be asked for keeps no other from being read.
 *
 * @returns Those that Belvo listed.
 * @throws {BelvoError}
 */
async function askTogether(
  belvo: Pick<BelvoClient, "readLinks">,
  linkIds: readonly string[],
  turn: Turn,
): Promise<BelvoLink[]> {
  try {
    return await belvo.readLinks(linkIds, turn);
  } catch (error) {
    if (!refusesAQuestion(error)) throw error;
    // What is left of it is asked for by itself, like all that is not listed.
    if (linkIds.length === 1) return [];
    const middle = Math.ceil(linkIds.length / 2);
    const first = await askTogether(belvo, linkIds.slice(0, middle), turn);
    return [...first, ...(await askTogether(belvo, linkIds.slice(middle), turn))];
  }
}

function refusesAQuestion(error: unknown): boolean {
  if (!(error instanceof BelvoError) || error.failure.kind !== "rejected") return false;
  return refusalOf(error.failure) !== null;
}

/**
 * Asks for one link. A list may leave it out; that Belvo does not have it, only this answer says.
 *
 * @returns `null` when Belvo does not have it. One of which it refuses for good to say anything is a
 *   link that cannot be read.
 * @throws {BelvoError} For what passes.
 */
export async function askAlone(
  belvo: Pick<BelvoClient, "readLink">,
  linkId: string,
  turn: Turn,
): Promise<BelvoLink | null> {
  try {
    return await belvo.readLink(linkId, turn);
  } catch (error) {
    if (!(error instanceof BelvoError)) throw error;
    const reason = refusalOf(error.failure);
    if (reason === null) throw error;
    return refusedLink(linkId, reason);
  }
}

interface Recording {
  store: Store;
  now: () => number;
  notes: LinkNotes;
}

/** What Belvo said of links of anyone. */
interface LinkAnswer {
  links: readonly BelvoLink[];
  /** Links that Belvo does not have. */
  gone: readonly string[];
  /** When it was asked. */
  askedAt: string;
}

/** Takes in what Belvo said, some links in a transaction. */
export async function recordAnswer(
  { store, now, notes }: Recording,
  { links, gone, askedAt }: LinkAnswer,
): Promise<void> {
  const timesOf = () => ({ askedAt, recordedAt: timestamp(now()) });
  await writeInChunks(store, links, async (tx, chunk) => {
    const { unnamed } = await recordReadings(tx, { links: chunk, ...timesOf() });
    notes.log(chunk, unnamed);
  });
  await writeInChunks(store, gone, async (tx, chunk) => {
    const owned = await tx
      .selectFrom("links")
      .select(["id as linkId", "external_id as externalId"])
      .where("id", "in", chunk)
      .execute();
    for (const own of owned) await markGone(tx, { ...own, ...timesOf() });
  });
}
