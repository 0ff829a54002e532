import type { LabAct } from "#contract/lab.ts";
import { ProblemError } from "../../server/http/problem-error.ts";
import type { SandboxControl } from "./sandbox-control.ts";

const LATE_MS = 5_000;
const TWENTY_MINUTES_MS = 20 * 60_000;

/** Every act that the sandbox can do for us. `ask_for_code` is a call to Belvo like any other. */
type SandboxAct = Exclude<LabAct, "ask_for_code">;
type Do = (sandbox: SandboxControl, linkId: () => string) => Promise<void>;

const code = "invalid_credentials";

const ACTS: Readonly<Record<SandboxAct, Do>> = {
  calm: (sandbox) => sandbox.calm(),
  expire_tokens: (sandbox) => sandbox.expireTokens(),
  block_widget: (sandbox) => sandbox.setFaults({ widget: "blocked" }),
  silence_widget: (sandbox) => sandbox.setFaults({ widget: "silent" }),
  late_success: (sandbox) => sandbox.setFaults({ widget: "late_success" }),
  bank_down: (sandbox) => sandbox.setFaults({ loginError: "institution_down" }),
  bank_up: (sandbox) => sandbox.setFaults({ loginError: null }),
  belvo_away: (sandbox) => sandbox.setFaults({ callers: "relink", resetRate: 1 }),
  belvo_back: (sandbox) => sandbox.setFaults({ callers: "all", resetRate: 0 }),
  clock_20_min: (sandbox) => sandbox.moveClock(TWENTY_MINUTES_MS),

  break_password: (sandbox, linkId) => sandbox.breakLink(linkId(), "invalid"),
  break_code: (sandbox, linkId) => sandbox.breakLink(linkId(), "token_required"),
  webhook_late: (sandbox, linkId) => sandbox.sendWebhook(linkId(), { code, delayMs: LATE_MS }),
  webhook_twice: (sandbox, linkId) => sandbox.sendWebhook(linkId(), { code, times: 2 }),
  webhook_forged: (sandbox, linkId) => sandbox.sendWebhook(linkId(), { code, forged: true }),
};

/** @throws {ProblemError} `invalid_request` for an act on a link without one. */
export async function doAct(
  sandbox: SandboxControl,
  { act, linkId }: { act: SandboxAct; linkId: string | undefined },
): Promise<void> {
  await ACTS[act](sandbox, () => {
    if (linkId === undefined) throw new ProblemError("invalid_request");
    return linkId;
  });
}
