import { createHash } from "node:crypto";

/** Our own calls to Belvo fail, and webhooks are unreliable. What the bank's widget calls is Belvo's. */
const FAULTS = {
  callers: "relink",
  errorRate: 0.05,
  errorStatuses: [429, 500, 503],
  resetRate: 0.02,
  delayMs: { min: 0, max: 1_000 },
  pageSize: 3,
  tokenLifeMs: 600_000,
};
const WEBHOOK_FAULTS = {
  lost: 0.1,
  doubled: 0.1,
  delayed: 0.1,
  delayedMs: { min: 0, max: 5_000 },
  reordered: 0.1,
  forged: 0.05,
};

export interface TestFaults {
  webhooks?: object;
  [fault: string]: unknown;
}

/**
 * Lays the faults that a test asks for over those of its project.
 *
 * Each test has a seed of its own, so that it fails by itself as it does among others.
 */
export function overChaos(faults: TestFaults, seed: string, titlePath: readonly string[]) {
  const webhooks = { ...WEBHOOK_FAULTS, ...faults.webhooks };
  const ownSeed = createHash("sha256")
    .update([seed, ...titlePath].join("/"))
    .digest("hex");
  return { ...FAULTS, ...faults, webhooks, seed: ownSeed };
}
