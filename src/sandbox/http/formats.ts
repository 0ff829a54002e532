import * as v from "valibot";

/** A whole number that a `number` holds without loss. */
export const Int = v.pipe(v.number(), v.safeInteger());

/** Of the versions of RFC 9562. */
export const Uuid = v.pipe(
  v.string(),
  v.regex(/^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i),
);

/** What looks like a UUID, of whatever version. */
export const Guid = v.pipe(v.string(), v.uuid());

/** E.g. `2026-03-01`, and no `2026-02-31`. */
export const Day = v.pipe(v.string(), v.isoDate(), v.check(isInCalendar));

/** A day and a time with its seconds, in UTC or with an offset like `+01:00`. */
export const Moment = v.pipe(
  v.string(),
  v.regex(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/,
  ),
  v.check(isInCalendar),
);

function isInCalendar(text: string): boolean {
  return new Date(text.slice(0, 10)).getUTCDate() === Number(text.slice(8, 10));
}
