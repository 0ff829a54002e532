/** Letters that run from right to left, and signs that have others do so. */
const TURNS = /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/**
 * Keeps a name that runs the other way from turning the sentence that it stands in.
 *
 * Source: Unicode, UAX #9, FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
 */
export function isolate(text: string): string {
  return TURNS.test(text) ? `\u2068${text.replace(/[\u2066-\u2069]/g, "")}\u2069` : text;
}
