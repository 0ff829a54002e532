import { isSound } from "../judge-probes.ts";
import type { KillReport } from "./kill-cycles.ts";

export function describeKills(report: KillReport): { line: string; isGood: boolean } {
  const { cycles, kept, unknown, lost, twice, unapplied, refusals } = report;
  const line =
    `kill: ${cycles} cycles, ${kept} webhooks acknowledged, ${unknown} ambiguous, ` +
    `${lost.length} lost, ${twice.length} twice, ${unapplied.length} not applied`;
  return { line, isGood: isSound(report) && refusals.length === 0 };
}
