import * as v from "valibot";
import { orNull } from "#contract/formats.ts";
import { LinkSort, LinkState } from "#contract/link.ts";
import type { ListedLink } from "./read-listed-links.ts";

/** Where a link stands in a list. It holds when links come and go between two pages. */
const Cursor = v.object({ sort: LinkSort, key: v.string(), id: v.string() });
export type Cursor = v.InferOutput<typeof Cursor>;

/** Banks that are called alike this far stand in the order of their ids. */
const MOST_KEY = 120;
const MOST_DIGITS = 8;

/** Makes what says where links stand in a list of that order. */
export function createCursorOf(sort: LinkSort): (link: ListedLink) => Cursor {
  const names = new Map<string, string>();
  const nameOf = (name: string) => {
    const known = names.get(name) ?? nameKey(name);
    names.set(name, known);
    return known;
  };
  return (link) => ({ sort, key: keyOf(link), id: link.id });

  function keyOf({ state, bankName, lastAccessedAt }: ListedLink): string {
    switch (sort) {
      case "needs":
        return `${LinkState.options.indexOf(state)}${nameOf(bankName)}`;
      case "name":
        return nameOf(bankName);
      case "recent":
        return lastAccessedAt ?? "";
    }
  }
}

/** A name without case and accents, as people search for it: "Érebor" is found by "ereb". */
export function foldName(name: string): string {
  return name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/** Plain comparison of such keys is the order that people expect, also of "Banco 2" and "Banco 10". */
function nameKey(name: string): string {
  return foldName(name)
    .replace(/\d+/g, (digits) => digits.padStart(MOST_DIGITS, "0"))
    .slice(0, MOST_KEY);
}

/** Compares two cursors of the same order. */
export function compareCursors(a: Cursor, b: Cursor): number {
  const byKey = compare(a.key, b.key);
  if (byKey !== 0) return a.sort === "recent" ? -byKey : byKey;
  return compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** @returns `null` for a text that is no cursor of ours. */
export function parseCursor(text: string): Cursor | null {
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return v.parse(orNull(Cursor), cursor);
  } catch {
    return null;
  }
}

export function formatCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}
