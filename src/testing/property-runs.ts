import { inject } from "vitest";

/**
 * How often the cheapest property is tried. More of it: `PROPERTY_RUNS=10000`, as CI does, or
 * `PROPERTY_RUNS=1000000 npx vitest run --project node any-history` for a long night.
 */
const USUAL_RUNS = 500;
/** On PostgreSQL a run takes about so many times as long. */
const POSTGRES_COST = 5;

/** @param cost How many runs of the cheapest property take as long as one of this one. */
export function propertyRuns(cost: number): number {
  const runs = Number(process.env["PROPERTY_RUNS"] ?? USUAL_RUNS);
  if (!Number.isInteger(runs) || runs < 1) throw new Error("PROPERTY_RUNS must be a count");
  return Math.ceil(runs / cost / (inject("postgresTemplate") ? POSTGRES_COST : 1));
}
