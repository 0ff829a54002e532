/** How every time is stored: ISO 8601 with millis in UTC, so that text order is time order. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
