import * as v from "valibot";

/** A year of more digits is written in a form that does not sort as text. */
const LATEST = Date.UTC(9999, 11, 31);
const WITHOUT_ZONE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/**
 * A time of Belvo's, in our form: it is written with millis or micros there, and with millis here.
 * Not a time: `null`. Belvo documents its times in UTC, so one without a zone is UTC, whatever the
 * zone of the server; `Date.parse` alone would take it for local.
 */
export const BelvoTime = v.fallback(
  v.pipe(
    v.string(),
    v.transform((text) => {
      const at = Date.parse(text.replace(WITHOUT_ZONE, "$1T$2Z"));
      return at >= 0 && at <= LATEST ? new Date(at).toISOString() : null;
    }),
  ),
  null,
);
