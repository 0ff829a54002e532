import { isSound } from "../judge-probes.ts";
import type { RoundReport, StopReport } from "./stop-rounds.ts";

const EXIT_WITHIN_MS = 10_000;

export function describeStops(report: StopReport): { line: string; isGood: boolean } {
  const { rounds, unknown } = report;
  const sum = (of: (round: RoundReport) => number) =>
    rounds.reduce((total, round) => total + of(round), 0);
  const longest = (of: (round: RoundReport) => number) => Math.round(Math.max(...rounds.map(of)));

  const parts = [
    `${rounds.length} stops`,
    `${sum(({ answered }) => answered)} requests answered`,
    `${sum(({ failures }) => failures.length)} failed`,
    `${sum(({ lateStatus }) => (lateStatus === 204 ? 0 : 1))} late webhooks failed`,
    `${sum(({ rudeStreams }) => rudeStreams)} streams without a retry`,
    `not ready after ${longest(({ unreadyAfterMs }) => unreadyAfterMs ?? Infinity)} ms at most`,
    `gone after ${longest(({ tookMs }) => tookMs)} ms at most`,
  ];
  const isGood = rounds.every(isGoodRound) && isSound(report) && unknown === 0;
  return { line: `stop: ${parts.join(", ")}`, isGood };
}

function isGoodRound(round: RoundReport): boolean {
  const { failures, lateStatus, rudeStreams, exitCode, unreadyAfterMs, tookMs } = round;
  const isPrompt = unreadyAfterMs !== null && tookMs < EXIT_WITHIN_MS;
  const isPolite = failures.length === 0 && lateStatus === 204 && rudeStreams === 0;
  return isPrompt && isPolite && exitCode === 0;
}
