import type { Link } from "#contract/link.ts";

/**
 * Brings a list up to date and leaves every row where the person saw it: a bank that was just
 * repaired must not leave from under their eyes for the end of the list.
 *
 * @param now All links that were fetched; one that moved between two pages may be in it twice.
 * @param held The link that the person is busy with, as last read. It stays, also when it has moved to
 *   a page that was not fetched; every other row that `now` lacks is dropped, since nobody knows its state.
 */
export function keepPlaces(
  before: readonly Link[],
  now: readonly Link[],
  held: Link | null,
): readonly Link[] {
  const fresh = new Map(now.map((link) => [link.id, link]));
  if (held && !fresh.has(held.id) && before.some(({ id }) => id === held.id)) {
    fresh.set(held.id, held);
  }
  const kept = before.flatMap(({ id }) => fresh.get(id) ?? []);
  const places = new Set(kept.map(({ id }) => id));
  return [...kept, ...[...fresh.values()].filter(({ id }) => !places.has(id))];
}
