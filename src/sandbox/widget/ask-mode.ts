import { fieldOf } from "./untyped.ts";

/**
 * How this opening behaves, as the sandbox's dial says.
 *
 * - `silent`: the host is told nothing, and the frame stays.
 * - `late_success`: the widget keeps to itself that an update went through; who then closes it has
 *   the host told of the exit, and of the success a moment later.
 */
export type Mode = "normal" | "silent" | "late_success";

const MODES = ["normal", "silent", "late_success"] as const;
const TIMEOUT_MS = 2_000;

/** Asks the sandbox; what cannot be asked is normal. */
export async function askMode(origin: string): Promise<Mode> {
  try {
    const answer = await fetch(new URL("/_sandbox/widget", origin), {
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await answer.json();
    return MODES.find((mode) => mode === fieldOf(body, "mode")) ?? "normal";
  } catch {
    return "normal";
  }
}
