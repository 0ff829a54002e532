import { WIDGET_PLAYS } from "../faults/widget-modes.ts";
import { fieldOf } from "./untyped.ts";

/** How this opening behaves, as the sandbox's faults say; what each does, `fault-settings.ts` says. */
export interface Behaviour {
  mode: (typeof WIDGET_PLAYS)[number];
  /** How long a success stays on the screen when nobody presses its button. */
  successShownMs: number;
}

const SUCCESS_SHOWN_MS = 2_500;
const TIMEOUT_MS = 2_000;

/** Asks the sandbox; what cannot be asked is normal. */
export async function askBehaviour(origin: string, isHosted = false): Promise<Behaviour> {
  const body = await ask(new URL("/_sandbox/widget", origin)).catch(() => undefined);
  const shownMs = fieldOf(body, "successShownMs");
  return {
    mode: WIDGET_PLAYS.find((mode) => !isHosted && mode === fieldOf(body, "mode")) ?? "normal",
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
