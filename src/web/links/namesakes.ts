import { createContext } from "react";
import type { Bank, Link } from "#contract/link.ts";

/** What the name of a connection is and when it was made: by the two, people know which one is meant. */
export interface Named extends Pick<Link, "connectedAt"> {
  bank: Pick<Bank, "name">;
}

/**
 * Names that more than one of the person's connections has; `null` where nobody knows, since not all of
 * them are there.
 */
export const NamesakesContext = createContext<ReadonlySet<string> | null>(null);

export function findNamesakes(links: readonly Named[]): ReadonlySet<string> {
  const names = links.map(({ bank }) => bank.name).sort();
  return new Set(names.filter((name, place) => name === names[place - 1]));
}
