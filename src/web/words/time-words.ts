const UNITS = [
  ["day", 24 * 60 * 60 * 1000],
  ["hour", 60 * 60 * 1000],
  ["minute", 60 * 1000],
] as const;

const A_WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Says how long ago something was, as people do: "hace 5 minutos", "ayer", and the date itself once
 * a week has passed. Never less than a minute, so that it does not tick.
 *
 * @param at ISO 8601.
 * @param now Milliseconds since 1970.
 */
export function timeAgo(at: string, now: number, locale: string): string {
  const agoMs = Math.max(0, now - Date.parse(at));
  if (agoMs >= A_WEEK_MS) return onDate(at, locale);

  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, unitMs] of UNITS) {
    if (agoMs >= unitMs) return relative.format(-Math.floor(agoMs / unitMs), unit);
  }
  return relative.format(0, "minute");
}

/** A moment in the person's own zone, e.g. "22 nov 2026, 11:00 a.m.". */
export function atTime(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(at),
  );
}

function onDate(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(at));
}
