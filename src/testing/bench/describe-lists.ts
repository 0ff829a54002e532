import type { PartResult } from "./part-result.ts";
import { quantile } from "./quantile.ts";

/** What one question for a page took, each time that it was asked. */
export interface ListTimes {
  what: string;
  /** How many the person has. */
  links: number;
  ms: number[];
  /** Of the server's process, for one question; `null` while, or where, it is not known. */
  cpuMs: number | null;
}

const WIDTHS = [16, 9, 9, 9, 9, 9] as const;

/** One table: a line for each question and number of links, and how that compares to the fewest. */
export function describeLists(all: readonly ListTimes[]): PartResult {
  const fewest = Math.min(...all.map(({ links }) => links));
  const lines = [...new Set(all.map(({ what }) => what))].flatMap((what) => {
    const same = all.filter((times) => times.what === what);
    const base = quantile(same.find(({ links }) => links === fewest)?.ms ?? [], 0.5);
    return same.map(({ links, ms, cpuMs }) => {
      const median = quantile(ms, 0.5);
      const cells = [median.toFixed(1), quantile(ms, 0.95).toFixed(1), (median / base).toFixed(2)];
      return row([what, String(links), ...cells, cpuMs?.toFixed(2) ?? "unknown"]);
    });
  });
  const text = [
    `A page of a list, by HTTP from the running server, in ms; ${all[0]?.ms.length ?? 0} times, in turns.`,
    "SQLite, lists read just now; pages have 50 links at most, so that 5 make a smaller answer.",
    "",
    row(["", "links", "p50", "p95", `÷ ${fewest}`, "CPU"]),
    ...lines,
  ].join("\n");
  const figures = all.map(({ what, links, ms, cpuMs }) => ({
    what,
    links,
    p50Ms: Number(quantile(ms, 0.5).toFixed(2)),
    p95Ms: Number(quantile(ms, 0.95).toFixed(2)),
    cpuMs,
  }));
  return { text, figures: { questions: figures }, failure: null };
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[at]) : cell.padStart(WIDTHS[at] ?? 0)))
    .join("");
}
