import type { I18n } from "./load-i18n.ts";

const A_MINUTE_MS = 60_000;
const AN_HOUR_MS = 60 * A_MINUTE_MS;
const A_DAY_MS = 24 * AN_HOUR_MS;

/**
 * Says how long ago something was, as people do: "hace un momento", "hace 5 minutos", "ayer", and "el 22 nov
 * 2026" once a week has passed. Nothing in it ticks by the second. From a day on it counts
 * midnights in the person's zone: what is two of them ago is not "yesterday".
 *
 * @param at ISO 8601.
 * @param now Milliseconds since 1970.
 */
export function timeAgo(
  at: string,
  now: number,
  { t, locale }: Pick<I18n, "t" | "locale">,
): string {
  const then = Date.parse(at);
  const agoMs = Math.max(0, now - then);
  if (agoMs >= 7 * A_DAY_MS) return t("time.on", { day: onDate(at, locale) });

  if (agoMs < A_MINUTE_MS) return t("time.justNow");
  const relative = relativeFormat(locale);
  if (agoMs >= A_DAY_MS) {
    return relative.format(-Math.max(1, dayOf(now) - dayOf(then)), "day");
  }
  return agoMs >= AN_HOUR_MS
    ? relative.format(-Math.floor(agoMs / AN_HOUR_MS), "hour")
    : relative.format(-Math.floor(agoMs / A_MINUTE_MS), "minute");
}

/** Numbers the days of the calendar in the person's zone. */
function dayOf(ms: number): number {
  const date = new Date(ms);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / A_DAY_MS;
}

const SIX_DAYS = 6;

/**
 * A day as a story tells it: "Hoy", "Ayer", its name while that names one day only, e.g. "martes", and its
 * date after that.
 *
 * @param now Milliseconds since 1970.
 */
export function storyDay(
  at: string,
  now: number,
  { t, locale }: Pick<I18n, "t" | "locale">,
): string {
  const daysAgo = dayOf(now) - dayOf(Date.parse(at));
  if (daysAgo <= 0) return t("time.today");
  if (daysAgo === 1) return t("time.yesterday");
  return daysAgo <= SIX_DAYS ? format(at, locale, { weekday: "long" }) : onDate(at, locale);
}

/** The time of day, e.g. "2:02 p.m.". */
export function clockTime(at: string, locale: string): string {
  return format(at, locale, { timeStyle: "short" });
}

/** How long something took, e.g. "40 segundos", in the one unit that says it best. */
export function duration(ms: number, locale: string): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  const [value, unit] = seconds < 100 ? [seconds, "second"] : [Math.round(seconds / 60), "minute"];
  return numberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** A moment in the person's own zone, e.g. "22 nov 2026, 11:00 a.m.". */
export function atTime(at: string, locale: string): string {
  return format(at, locale, { dateStyle: "medium", timeStyle: "short" });
}

/** A day in the person's own zone, e.g. "22 nov 2026". */
function onDate(at: string, locale: string): string {
  return format(at, locale, { dateStyle: "medium" });
}

function format(at: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  // "7:02" and "p. m." stay on one line.
  return dateFormat(locale, options)
    .format(new Date(at))
    .replace(/\s([ap]\.?)\s?(?=m)/i, "\u00a0$1");
}

const relativeFormat = kept((locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
const dateFormat = kept(
  (locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
const numberFormat = kept(
  (locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

/** Makes a formatter once, which takes a browser far longer than to use it: a list has many times. */
function kept<Options, Formatter>(make: (locale: string, options?: Options) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: string, options?: Options): Formatter => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const formatter = made.get(key) ?? make(locale, options);
    made.set(key, formatter);
    return formatter;
  };
}
