import type { QueryClient } from "@tanstack/react-query";
import type { Link } from "#contract/link.ts";

const keyOf = (linkId: string) => ["heard", linkId] as const;

/** Notes what was just learned of a link, for answers that are on their way meanwhile. */
export function noteHeard(client: QueryClient, link: Link): void {
  client.setQueryData<Link>(keyOf(link.id), (known) => laterOf(known, link));
}

/**
 * Answers overtake each other: one that was asked for before something was heard of the link would
 * bring its old state back.
 *
 * @param askedAt Milliseconds since 1970.
 * @returns What was heard since `askedAt`, unless the answer has a later reading.
 */
export function newestOf(client: QueryClient, answer: Link, askedAt: number): Link {
  const heard = client.getQueryState<Link>(keyOf(answer.id));
  return heard?.data && heard.dataUpdatedAt >= askedAt ? laterOf(answer, heard.data) : answer;
}

/** The one of the two that has the later reading; of the same reading, what was told last. */
export function laterOf(known: Link | undefined, told: Link): Link {
  return known && known.checkedAt > told.checkedAt ? known : told;
}
