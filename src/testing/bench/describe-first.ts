import { quantile } from "./quantile.ts";
import type { FirstCard } from "./take-first-card.ts";
import { CONDITIONS } from "./take-opening.ts";

export interface Visits {
  name: "empty" | "home" | "repair";
  url: string;
  cards: FirstCard[];
}

const NAMES = {
  empty: "empty React page",
  home: "Relink, the list",
  repair: "Relink, the repair of one bank",
} as const;

/** What was modelled, a table, and its figures. */
export function describeFirst(pages: readonly Visits[]) {
  const { downMbit, latencyMs, cpuSlowdown } = CONDITIONS;
  const emptyP50 = p50Of(pages.find(({ name }) => name === "empty"));
  const rows = pages.map((page) => {
    const times = page.cards.map(({ ms }) => ms);
    return {
      name: page.name,
      p50: Math.round(quantile(times, 0.5)),
      p95: Math.round(quantile(times, 0.95)),
      n: times.length,
      rounds: roundsOf(page),
      ratio: Number((p50Of(page) / emptyP50).toFixed(2)),
    };
  });
  const text = [
    `From the address to the first card on the screen, in ms: ${pages[0]?.cards.length ?? 0} visits a page, in turns,`,
    "browsers that have seen nothing yet, a person who is signed in, a list that the store has.",
    `Modelled: ${downMbit} Mbit/s down, ${latencyMs} ms a request, CPU ×${cpuSlowdown} slower. Not modelled: name look-up, TLS.`,
    "",
    line(["", "p50", "p95", "rounds", "÷ empty"]),
    ...rows.map(({ name, p50, p95, rounds, ratio }) =>
      line([NAMES[name], p50, p95, rounds, ratio.toFixed(2)].map(String)),
    ),
  ].join("\n");
  const figures = Object.fromEntries(rows.map(({ name, ...figure }) => [name, figure]));
  return { text, figures };
}

/** Of half of the visits: on a busy machine a request may begin late, and seem to have waited. */
export function roundsOf({ cards }: Visits): number {
  return quantile(
    cards.map(({ rounds }) => rounds),
    0.5,
  );
}

function p50Of(page: Visits | undefined): number {
  return quantile(page?.cards.map(({ ms }) => ms) ?? [], 0.5);
}

function line(cells: readonly string[]): string {
  return cells.map((cell, place) => (place === 0 ? cell.padEnd(34) : cell.padStart(9))).join("");
}
