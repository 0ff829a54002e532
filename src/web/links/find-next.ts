/**
 * Finds what is meant after a place, or from the beginning where there is none after it.
 *
 * @returns `null` where there is none but what is at that place.
 */
export function findNext<T>(
  all: readonly T[],
  place: number,
  isMeant: (each: T) => boolean,
): T | null {
  return [...all.slice(place + 1), ...all.slice(0, place)].find(isMeant) ?? null;
}
