import type { Link } from "#contract/link.ts";

/** A link for tests that care about one or two of its parts. */
export function aLink(parts: Partial<Link> = {}): Link {
  return {
    id: "30cb4806-6e00-48a4-91c9-ca55968576c8",
    bank: { name: "Heimdall", logoUrl: null, color: null, country: "MX", type: "bank" },
    state: "code_needed",
    actor: "you",
    because: null,
    since: null,
    connectedAt: "2025-06-01T10:00:00.000Z",
    lastAccessedAt: "2026-01-01T10:00:00.000Z",
    checkedAt: "2026-01-02T10:00:00.000Z",
    repairedAt: null,
    bankTrouble: false,
    fetching: false,
    busyUntil: null,
    failedTries: 0,
    failedRepairs: 0,
    watch: "none",
    repairedBy: null,
    ...parts,
  };
}
