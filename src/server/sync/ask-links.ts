import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError, refusalOf } from "../belvo/belvo-error.ts";
import { refusedLink, type BelvoLink } from "../belvo/belvo-link.ts";
import type { Turn } from "../belvo/rate-limiter.ts";

/**
 * Asks for some links in one question, and in two where Belvo refuses it, so that one link that
 * cannot be asked for keeps no other from being read.
 *
 * @returns Those that Belvo listed.
 * @throws {BelvoError}
 */
export async function askTogether(
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
 * @returns `null` for a link that Belvo does not have. One that it refuses for good to say anything
 *   of is a link that cannot be read.
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
    const refusal = error instanceof BelvoError ? refusalOf(error.failure) : null;
    if (refusal === null) throw error;
    return refusedLink(linkId, refusal);
  }
}
