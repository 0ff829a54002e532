import type { Link } from "./link.ts";

/** All links, in memory only: a sandbox that forgets is one that can be started over. */
export interface LinkStore {
  /** Newest first. */
  all(): Link[];
  find(id: string): Link | undefined;
  save(link: Link): Link;
  remove(id: string): void;
}

export function createLinkStore(links: Iterable<Link>): LinkStore {
  const byId = new Map<string, Link>();
  for (const link of links) byId.set(link.id, link);

  return {
    all: () => [...byId.values()].sort(newestFirst),
    find: (id) => byId.get(id),
    save(link) {
      byId.set(link.id, link);
      return link;
    },
    remove: (id) => void byId.delete(id),
  };
}

/** Ids break ties, so that pages never overlap. */
function newestFirst(a: Link, b: Link): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);
}
