import { dialects, type Dialect } from "./load-voice.ts";

const KEY = "relink-language";

/** The language that the person once chose in this browser; `null` when they never did. */
export function chosenDialect(storage: () => Storage): Dialect | null {
  try {
    const kept = storage().getItem(KEY);
    return dialects.find(([dialect]) => dialect === kept)?.[0] ?? null;
  } catch {
    // The browser may keep nothing for us; then the choice holds for this page.
    return null;
  }
}

export function keepDialect(storage: () => Storage, dialect: Dialect): void {
  try {
    storage().setItem(KEY, dialect);
  } catch {
    // As above.
  }
}
