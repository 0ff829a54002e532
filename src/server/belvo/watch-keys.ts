import { pause } from "../async/pause.ts";
import { faultOf, type Log } from "../http/log.ts";
import { BelvoError } from "./belvo-error.ts";
import type { CallBelvo } from "./call-belvo.ts";

/** Keys that are refused may be opened at Belvo; a Belvo that was away comes back. */
const CHECK_AGAIN_MS = 60_000;

/**
 * Asks Belvo whether our keys are good. What a success has in its body is not documented, so that any
 * is one.
 *
 * @throws {BelvoError} For anything but a success.
 */
export async function checkKeys(call: CallBelvo): Promise<void> {
  try {
    await call({ method: "GET", path: "/api/", withKeys: true, priority: "hint" });
  } catch (error) {
    if (!isSuccess(error)) throw error;
  }
}

function isSuccess(error: unknown): boolean {
  if (!(error instanceof BelvoError) || error.failure.kind !== "unreadable") return false;
  return error.failure.status >= 200 && error.failure.status < 300;
}

interface Options {
  belvo: { checkKeys(): Promise<void> };
  log: Log;
  sleep: (ms: number) => Promise<void>;
}

interface KeyWatch {
  /** Asks Belvo until it has taken the keys. Resolves then, or when it is stopped. */
  start(): Promise<void>;
  /** True once Belvo has refused the keys: no repair can work then. */
  areRefused(): boolean;
  stop(): void;
}

/** Finds out at start whether Belvo takes our keys, and says so where it does not. */
export function watchKeys({ belvo, log, sleep }: Options): KeyWatch {
  const ending = new AbortController();
  let areRefused = false;

  /** @returns False while it is not known that the keys are good. */
  async function check(): Promise<boolean> {
    try {
      await belvo.checkKeys();
    } catch (error) {
      // A Belvo that cannot be asked says nothing of the keys; calls that fail are logged by themselves.
      if (!isRefusal(error)) return false;
      const what =
        "Belvo refuses our keys: see BELVO_SECRET_ID, BELVO_SECRET_PASSWORD, BELVO_API_URL";
      if (!areRefused) log.error(faultOf(error), what);
      areRefused = true;
      return false;
    }
    if (areRefused) log.warn({}, "Belvo takes our keys now");
    areRefused = false;
    return true;
  }

  return {
    async start() {
      while (!ending.signal.aborted && !(await check())) {
        await pause(sleep, CHECK_AGAIN_MS, ending.signal);
      }
    },
    areRefused: () => areRefused,
    stop: () => ending.abort(),
  };
}

/** 403 for keys that may not be used in production. Source: Belvo, "Belvo API and Widget errors". */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof BelvoError)) return false;
  const { failure } = error;
  if (failure.kind !== "rejected" && failure.kind !== "unreadable") return false;
  return failure.status === 401 || failure.status === 403;
}
