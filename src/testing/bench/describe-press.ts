import { quantile } from "./quantile.ts";
import { CONDITIONS, type Opening } from "./take-opening.ts";
import { LOOKS_MS, type Way } from "./ways.ts";

interface Result {
  way: Way;
  openings: readonly Opening[];
}

interface Results {
  ours: Result;
  others: readonly Result[];
  /** What Belvo's API was made to take for every answer. */
  belvoDelayMs: number;
}

const WIDTHS = [46, 9, 9, 9, 9, 9] as const;

/** What was modelled, one table, and two figures of our own page. */
export function describePress({ ours, others, belvoDelayMs }: Results) {
  const { downMbit, upMbit, latencyMs, cpuSlowdown } = CONDITIONS;
  const count = ours.openings.length;
  const feedback = ours.openings.map((opening) => opening.feedback ?? Number.NaN);
  const bytes = quantile(
    ours.openings.map(({ scriptBytes }) => scriptBytes),
    0.5,
  );
  const text = [
    `From the press of Update, in ms: ${count} openings a way, in turns, fresh browser contexts.`,
    `Modelled: ${downMbit} Mbit/s down, ${upMbit} up, ${latencyMs} ms a request, CPU ×${cpuSlowdown} slower,`,
    `${belvoDelayMs} ms for every answer of Belvo's API, also to the widget's own calls; the press comes`,
    `${LOOKS_MS} ms after the page is there. Belvo is the sandbox. Not modelled: name look-up, TLS, touch.`,
    "",
    row(["", "widget", "", "field", "", "widget"]),
    row(["", "p50", "p95", "p50", "p95", "÷ ours"]),
    ...[ours, ...others].map((result) => line(result, ours)),
    "",
    `Relink's first answer on the screen: p50 ${ms(feedback, 0.5)}, p95 ${ms(feedback, 0.95)}`,
    `Relink's own scripts before the press: ${(bytes / 1000).toFixed(1)} kB as sent`,
  ].join("\n");
  const figures = {
    feedbackP50Ms: Math.round(quantile(feedback, 0.5)),
    scriptBytes: bytes,
    ways: [ours, ...others].map((result) => ({
      way: result.way.name,
      widgetP50Ms: Math.round(quantile(timesOf(result, "widget"), 0.5)),
      fieldP50Ms: Math.round(quantile(timesOf(result, "field"), 0.5)),
    })),
  };
  return { text, figures };
}

/** How many times as long as ours another way takes until the widget is painted, by the medians. */
export function ratio(other: Result, ours: Result): number {
  return quantile(timesOf(other, "widget"), 0.5) / quantile(timesOf(ours, "widget"), 0.5);
}

function line(result: Result, ours: Result): string {
  const widget = timesOf(result, "widget");
  const field = timesOf(result, "field");
  return row([
    result.way.name,
    ms(widget, 0.5),
    ms(widget, 0.95),
    ms(field, 0.5),
    ms(field, 0.95),
    ratio(result, ours).toFixed(2),
  ]);
}

function timesOf({ openings }: Result, what: "widget" | "field"): number[] {
  return openings.map((opening) => opening[what]);
}

function ms(values: readonly number[], share: number): string {
  return quantile(values, share).toFixed(0);
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[at]) : cell.padStart(WIDTHS[at] ?? 0)))
    .join("");
}
