import * as z from "zod";

/** Values of an `…__in` filter, separated by commas. */
export function listOf<T>(item: z.ZodType<T, string>) {
  return z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(item));
}

/** A day or a moment as the stretch of time that it stands for. Unit: milliseconds. */
interface TimeSpan {
  first: number;
  last: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Belvo's filters take days; older pages of its documentation also take full timestamps. */
export const TimeFilter = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((text): TimeSpan => {
    const first = Date.parse(text);
    return { first, last: text.length === 10 ? first + DAY_MS - 1 : first };
  });

export const TimeRangeFilter = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.tuple([TimeFilter, TimeFilter]));
