import type { Link } from "#contract/link.ts";

/**
 * Brings a list up to date and leaves every row where the person saw it: a bank that was just
 * repaired must not leave from under their eyes for the end of the list.
 *
 * @param complete True when `now` is all there is; a row that it lacks is then gone. Otherwise the
 *   row may have moved to a page that was not fetched, and stays.
 */
export function keepPlaces(
  before: readonly Link[],
  now: readonly Link[],
  complete: boolean,
): readonly Link[] {
  const fresh = new Map(now.map((link) => [link.id, link]));
  const kept = before.flatMap((link) => fresh.get(link.id) ?? (complete ? [] : [link]));
  const places = new Set(kept.map(({ id }) => id));
  return [...kept, ...now.filter(({ id }) => !places.has(id))];
}
