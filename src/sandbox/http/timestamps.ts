/** A time as Belvo writes `last_accessed_at`: `2021-03-09T10:28:40.000Z`. */
export function toMillis(at: number): string {
  return new Date(at).toISOString();
}

/** A time as Belvo writes `created_at`, with microseconds, which are made up from the time. */
export function toMicros(at: number): string {
  const micros = String((Math.floor(at) * 7919) % 1000).padStart(3, "0");
  return new Date(at).toISOString().replace("Z", `${micros}Z`);
}
