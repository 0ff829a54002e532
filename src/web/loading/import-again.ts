import { inTime } from "../core/http/fetch-in-time.ts";

const AGAIN_AFTER_MS = 500;

/** The browser has no network, so that nothing was asked for: a later try is as good as a first. */
export class OfflineError extends Error {
  override readonly name = "OfflineError";
}

interface Browser {
  isOnline: () => boolean;
  wait: (ms: number) => Promise<void>;
}

const thisBrowser: Browser = {
  isOnline: () => navigator.onLine,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Imports a script, and once more when it does not come. A browser without a network is not asked:
 * most remember for the life of a page that a script failed, and never fetch it again.
 *
 * Source: WHATWG HTML, issue 6768, "Failed dynamic import should not always be cached".
 *
 * @throws {OfflineError} When it was not tried.
 * @throws {TimeoutError} When it is still on its way after the time that an answer has.
 */
export async function importAgain<Module>(
  load: () => Promise<Module>,
  { isOnline, wait }: Browser = thisBrowser,
): Promise<Module> {
  if (!isOnline()) throw new OfflineError();
  const coming = load().catch(async (error: unknown) => {
    // Vite asks for a style only once: a second import would draw the part without it.
    if (isAboutStyle(error)) throw error;
    await wait(AGAIN_AFTER_MS);
    return load();
  });
  return inTime(coming);
}

function isAboutStyle(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Unable to preload CSS");
}
