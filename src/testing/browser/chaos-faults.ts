/** What all goes wrong in this run follows from it; `null` in a run in which all goes well. */
export const chaosSeed: string | null = process.env["CHAOS_SEED"] ?? null;

/** Marks the tests of the way that most people go: those that every run with faults has time for. */
export const core = { tag: "@chaos" } as const;

/** Our own calls to Belvo fail, and webhooks are unreliable. What the bank's widget calls is Belvo's. */
const CHAOS = {
  callers: "relink",
  errorRate: 0.05,
  errorStatuses: [429, 500, 503],
  resetRate: 0.02,
  delayMs: { min: 0, max: 1_000 },
  pageSize: 3,
  tokenLifeMs: 600_000,
};
const CHAOS_OF_WEBHOOKS = {
  lost: 0.1,
  doubled: 0.1,
  delayed: 0.1,
  delayedMs: { min: 0, max: 5_000 },
  reordered: 0.1,
  forged: 0.05,
};

export interface TestDials {
  webhooks?: object;
  [dial: string]: unknown;
}

/** Lays the dials that a test asks for over those of the run. */
export function overChaos(dials: TestDials, seed: string): TestDials {
  const webhooks = { ...CHAOS_OF_WEBHOOKS, ...dials.webhooks };
  return { ...CHAOS, ...dials, webhooks, seed };
}
