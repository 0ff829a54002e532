import { quantile } from "./quantile.ts";
import { CONDITIONS, type Opening } from "./take-opening.ts";
import { LOOKS_MS, type Way } from "./ways.ts";

interface Result {
  way: Way;
  openings: readonly Opening[];
}

/** What a way takes of the documented order's time until the widget is painted, at most. */
const GOALS: Partial<Record<Way["key"], number>> = {
  mouse: 0.55,
  arrival: 0.55,
  keyboard: 0.62,
  touch: 0.78,
};

const WIDTHS = [50, 8, 8, 8, 8, 12, 8] as const;

/** What was modelled, one table, and two figures of our own page. */
export function describePress(results: readonly Result[], belvoDelayMs: number) {
  const { downMbit, upMbit, latencyMs, cpuSlowdown } = CONDITIONS;
  const ours = results.filter(({ way }) => way.key in GOALS).flatMap(({ openings }) => openings);
  const feedback = ours.map((opening) => opening.feedback ?? Number.NaN);
  const bytes = quantile(
    ours.map(({ scriptBytes }) => scriptBytes),
    0.5,
  );
  const count = results[0]?.openings.length ?? 0;
  const text = [
    `From the press of Update, in ms: ${count} openings a way, in turns, fresh browser contexts.`,
    `Modelled: ${downMbit} Mbit/s down, ${upMbit} up, ${latencyMs} ms a request, CPU ×${cpuSlowdown} slower,`,
    `${belvoDelayMs} ms for every answer of Belvo's API, also to the widget's own calls; the person goes to`,
    `the button ${LOOKS_MS} ms after the page is there. Belvo is the sandbox. Not modelled: name look-up, TLS.`,
    "",
    row(["", "widget", "", "field", "", "widget ÷", "at most"]),
    row(["", "p50", "p95", "p50", "p95", "documented", ""]),
    ...results.map((result) => line(result, results)),
    "",
    `Relink's first answer on the screen: p50 ${ms(feedback, 0.5)}, p95 ${ms(feedback, 0.95)}`,
    `Relink's own scripts before the press: ${(bytes / 1000).toFixed(1)} kB as sent`,
  ].join("\n");
  return { text, figures: figuresOf(results, { feedback, bytes }), failure: failureOf(results) };
}

function figuresOf(
  results: readonly Result[],
  { feedback, bytes }: { feedback: readonly number[]; bytes: number },
) {
  const ways = results.map((result) => {
    const times = timesOf(result, "widget");
    const figures = {
      p50: Math.round(quantile(times, 0.5)),
      p95: Math.round(quantile(times, 0.95)),
      n: times.length,
      ofDocumented: Number(ratioOf(result, results).toFixed(3)),
      fieldP50: Math.round(quantile(timesOf(result, "field"), 0.5)),
    };
    return [result.way.key, figures] as const;
  });
  return {
    ...Object.fromEntries(ways),
    feedbackP50Ms: Math.round(quantile(feedback, 0.5)),
    scriptBytes: bytes,
  };
}

function failureOf(results: readonly Result[]): string | null {
  const slow = results.flatMap((result) => {
    const { way } = result;
    const goal = GOALS[way.key];
    const ratio = ratioOf(result, results);
    return goal === undefined || ratio <= goal
      ? []
      : [`${way.name} takes ${ratio.toFixed(2)} of the documented order's time, over ${goal}.`];
  });
  return slow.length > 0 ? slow.join("\n") : null;
}

/** How much of the documented order's time a way takes until the widget is painted, by the medians. */
function ratioOf(result: Result, results: readonly Result[]): number {
  const documented = results.find(({ way }) => way.key === "documented");
  if (!documented) throw new Error("there is nothing to compare with");
  return median(result) / median(documented);
}

function median(result: Result): number {
  return quantile(timesOf(result, "widget"), 0.5);
}

function line(result: Result, results: readonly Result[]): string {
  const widget = timesOf(result, "widget");
  const field = timesOf(result, "field");
  return row([
    result.way.name,
    ms(widget, 0.5),
    ms(widget, 0.95),
    ms(field, 0.5),
    ms(field, 0.95),
    ratioOf(result, results).toFixed(2),
    GOALS[result.way.key]?.toFixed(2) ?? "",
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
