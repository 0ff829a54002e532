import * as v from "valibot";

/** A whole number that a `number` holds without loss. */
export const Int = v.pipe(v.number(), v.safeInteger());

/** Of any version, in letters of either case. Source: RFC 9562. */
export const Uuid = v.pipe(
  v.string(),
  v.regex(/^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i),
);

/** A moment in UTC with its seconds, e.g. `2026-03-01T09:00:00.000Z`, on a day that there is. */
export const IsoTime = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z$/),
  v.check((text) => new Date(text).getUTCDate() === Number(text.slice(8, 10))),
);

export const Url = v.pipe(v.string(), v.url());

/** Refuses arrays, which the schemas of objects take: for objects of which all members may be missing. */
export const NoArray = v.custom<object>((value) => !Array.isArray(value));

/** What is missing, or of another form, counts as `null`. */
export function orNull<T>(schema: v.GenericSchema<unknown, T>) {
  return v.fallback(v.nullable(schema), null);
}
