import type { LiveReport } from "./live-cuts.ts";

export function describeLive(report: LiveReport): { line: string; isGood: boolean } {
  const { people, cuts, flips, logged, told, streams, mistold, reset } = report;
  const line =
    `live: ${cuts} cuts, ${people} people, ${streams} streams, ${flips} changes, ${told} told, ` +
    `${mistold.length} people told otherwise, ${reset.length} reset`;
  const isGood = mistold.length + reset.length === 0 && logged === flips && told === flips;
  return { line, isGood };
}
