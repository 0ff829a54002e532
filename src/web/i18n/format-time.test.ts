import { describe, expect, it, onTestFinished } from "vitest";
import { clockTime, duration, storyDay, timeAgo } from "./format-time.ts";
import { loadI18n } from "./load-i18n.ts";

const spanish = await loadI18n(["es-MX"]);
const english = await loadI18n(["en-US"]);

const NOW = Date.parse("2026-11-22T12:00:00Z");
const before = (ms: number) => new Date(NOW - ms).toISOString();
const MINUTE = 60_000;

describe("time in words", () => {
  it.each([
    [10_000, "hace un momento"],
    [MINUTE, "hace 1 minuto"],
    [59 * MINUTE, "hace 59 minutos"],
    [60 * MINUTE, "hace 1 hora"],
    [24 * 60 * MINUTE, "ayer"],
    [6 * 24 * 60 * MINUTE, "hace 6 días"],
    [8 * 24 * 60 * MINUTE, "el 14 nov 2026"],
  ])("%d ms ago is «%s»", (ago, said) => {
    expect(timeAgo(before(ago), NOW, spanish)).toBe(said);
  });

  it("goes into a sentence in each language, a date too", async () => {
    const sayIn = (i18n: typeof spanish) => {
      const when = (days: number) => timeAgo(before(days * 24 * 60 * MINUTE), NOW, i18n);
      return [1, 8].map((days) => i18n.t("links.updated", { when: when(days) }));
    };
    expect(sayIn(spanish)).toEqual(["Datos recibidos ayer", "Datos recibidos el 14 nov 2026"]);
    expect(sayIn(await loadI18n(["pt-BR"]))).toEqual([
      "Dados recebidos ontem",
      "Dados recebidos em 14 de nov. de 2026",
    ]);
    expect(sayIn(english)).toEqual(["Data received yesterday", "Data received on Nov 14, 2026"]);
  });

  it.each([
    ["the evening before last", new Date(2026, 10, 23, 18, 30), -2],
    ["yesterday's small hours", new Date(2026, 10, 24, 0, 10), -1],
    ["six midnights ago", new Date(2026, 10, 19, 23, 50), -6],
  ])("at half past midnight, %s is counted in days of the calendar", (_, at, days) => {
    const now = new Date(2026, 10, 25, 0, 30).getTime();
    const said = new Intl.RelativeTimeFormat("es-MX", { numeric: "auto" }).format(days, "day");
    expect(timeAgo(at.toISOString(), now, spanish)).toBe(said);
  });

  it("counts in hours what is less than a day ago, also over a midnight", () => {
    const now = new Date(2026, 10, 25, 0, 30).getTime();
    const at = new Date(2026, 10, 24, 18, 0).toISOString();
    expect(timeAgo(at, now, spanish)).toBe("hace 6 horas");
  });

  it("is not in the future when clocks disagree", () => {
    expect(timeAgo(before(-5 * MINUTE), NOW, english)).toBe("just now");
  });

  it.each([
    [0, "Hoy"],
    [1, "Ayer"],
    [2, "viernes"],
    [6, "lunes"],
    [7, "15 nov 2026"],
  ])("the day %d days ago is «%s»", (days, said) => {
    expect(storyDay(before(days * 24 * 60 * MINUTE), NOW, spanish)).toBe(said);
  });

  it("gives the time of day", () => {
    expect(clockTime(before(0), "pt-BR")).toMatch(/^\d\d:00$/);
  });

  it.each([
    [0, "es-MX", "1 segundo"],
    [40_200, "es-MX", "40 segundos"],
    [99_000, "pt-BR", "99 segundos"],
    [100_000, "en", "2 minutes"],
    [20 * MINUTE, "es-MX", "20 minutos"],
  ])("%d ms in %s last «%s»", (ms, locale, said) => {
    expect(duration(ms, locale)).toBe(said);
  });
});

/** @returns The kinds of formatters that are made from now on, each as often as it is made. */
function watchFormatters(): string[] {
  const made: string[] = [];
  for (const kind of ["RelativeTimeFormat", "DateTimeFormat", "NumberFormat"] as const) {
    const original = Intl[kind];
    const watched = new Proxy<object>(original, {
      construct: (_target, values: unknown[]) => {
        made.push(kind);
        const formatter: unknown = Reflect.construct(original, values);
        if (typeof formatter !== "object" || formatter === null) throw new Error("no formatter");
        return formatter;
      },
    });
    Object.defineProperty(Intl, kind, { configurable: true, writable: true, value: watched });
    onTestFinished(() => {
      Object.defineProperty(Intl, kind, { configurable: true, writable: true, value: original });
    });
  }
  return made;
}

it("the times of a long list are said with one formatter of each kind", () => {
  const made = watchFormatters();
  for (let minutes = 2; minutes <= 50; minutes += 1) {
    // No other test speaks as people in Peru do.
    timeAgo(before(minutes * MINUTE), NOW, { ...spanish, locale: "es-PE" });
    clockTime(before(minutes * MINUTE), "es-PE");
    duration(minutes * MINUTE, "es-PE");
  }
  expect(made.toSorted()).toEqual(["DateTimeFormat", "NumberFormat", "RelativeTimeFormat"]);
});
