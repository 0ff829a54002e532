import type { Link, LinkPage, LinkState } from "#contract/link.ts";

/** The one page of a short list. */
export function aPage(...links: Link[]): LinkPage {
  return {
    links,
    total: links.length,
    counts: countStates(links),
    otherCounts: countStates(links.filter(({ bank }) => bank.type !== "bank")),
    nextCursor: null,
    asOf: "2026-01-02T10:00:00.000Z",
    stale: false,
    lastEventId: 1,
  };
}

function countStates(links: readonly Link[]): LinkPage["counts"] {
  const count = (of: LinkState) => links.filter(({ state }) => state === of).length;
  return {
    connected: count("connected"),
    password_needed: count("password_needed"),
    code_needed: count("code_needed"),
    unfinished: count("unfinished"),
    elsewhere: count("elsewhere"),
    bank_trouble: count("bank_trouble"),
    unsure: count("unsure"),
    checking: count("checking"),
  };
}
