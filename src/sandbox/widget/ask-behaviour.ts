import { fieldOf } from "./untyped.ts";

/**
 * How this opening behaves, as the sandbox's faults say.
 *
 * - `silent`: the host is told nothing, and the frame stays.
 * - `late_success`: the widget keeps to itself that an update went through; who then closes it has
 *   the host told of the exit, and of the success a moment later.
 * - `drawn_silent`: it stays at its first screen, and tells nothing.
 * - `puts_back`: it comes back after its end.
 */
export interface Behaviour {
  mode: (typeof MODES)[number];
  /** How long a success stays on the screen when nobody presses its button. */
  successShownMs: number;
}

const MODES = ["normal", "silent", "late_success", "drawn_silent", "puts_back"] as const;
const SUCCESS_SHOWN_MS = 2_500;
const TIMEOUT_MS = 2_000;

/** Asks the sandbox; what cannot be asked is normal. */
export async function askBehaviour(origin: string, isHosted = false): Promise<Behaviour> {
  const body = await ask(new URL("/_sandbox/widget", origin)).catch(() => undefined);
  const shownMs = fieldOf(body, "successShownMs");
  return {
    mode: MODES.find((mode) => !isHosted && mode === fieldOf(body, "mode")) ?? "normal",
    successShownMs: typeof shownMs === "number" ? shownMs : SUCCESS_SHOWN_MS,
  };
}

async function ask(address: URL): Promise<unknown> {
  const answer = await fetch(address, {
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return answer.json();
}
