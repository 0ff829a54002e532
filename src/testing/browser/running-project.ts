import { test } from "@playwright/test";

/** Marks the tests of the way that most people go: `npm test` has time for them, as has chaos. */
export const core = { tag: "@core" } as const;

/** True where the sandbox makes things go wrong by chance, so that people have to try again. */
export function isChaos(): boolean {
  const { use } = test.info().project;
  return "chaosSeed" in use && use.chaosSeed !== null;
}
