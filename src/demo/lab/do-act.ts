import type { LabAct } from "#contract/lab.ts";
import { ProblemError } from "../../server/http/problem-error.ts";
import { breakBank, type BreakDependencies } from "./break-bank.ts";
import { letTimePass, type TimeDependencies } from "./let-time-pass.ts";
import type { SandboxControl } from "./sandbox-control.ts";

const LATE_MS = 5_000;
/** And a little, since the page counts whole minutes and does not look at its clock all the time. */
const TWENTY_MINUTES_MS = 20 * 60_000 + 30_000;

/** `ask_for_code` is a call to Belvo like any other. */
type SandboxAct = Exclude<LabAct, "ask_for_code">;

interface ActDependencies extends BreakDependencies, TimeDependencies {
  sandbox: SandboxControl;
}

type Do = (deps: ActDependencies, linkId: () => string) => Promise<void>;

const code = "invalid_credentials";

/** Those that have nothing to tell. */
const ACTS: Readonly<Record<Exclude<SandboxAct, "break_bank">, Do>> = {
  calm: ({ sandbox }) => sandbox.calm(),
  expire_tokens: ({ sandbox }) => sandbox.expireTokens(),
  block_widget: ({ sandbox }) => sandbox.setFaults({ widget: "blocked" }),
  silence_widget: ({ sandbox }) => sandbox.setFaults({ widget: "silent" }),
  late_success: ({ sandbox }) => sandbox.setFaults({ widget: "late_success" }),
  bank_down: ({ sandbox }) => sandbox.setFaults({ loginError: "institution_down" }),
  bank_up: ({ sandbox }) => sandbox.setFaults({ loginError: null }),
  belvo_away: ({ sandbox }) => sandbox.setFaults({ callers: "relink", resetRate: 1 }),
  belvo_back: ({ sandbox }) => sandbox.setFaults({ callers: "all", resetRate: 0 }),

  clock_20_min: (deps, linkId) => letTimePass(deps, { linkId: linkId(), ms: TWENTY_MINUTES_MS }),
  break_password: ({ sandbox }, linkId) => sandbox.breakLink(linkId(), "invalid"),
  break_code: ({ sandbox }, linkId) => sandbox.breakLink(linkId(), "token_required"),
  webhook_late: ({ sandbox }, linkId) => sandbox.sendWebhook(linkId(), { code, delayMs: LATE_MS }),
  webhook_twice: ({ sandbox }, linkId) => sandbox.sendWebhook(linkId(), { code, times: 2 }),
  webhook_forged: ({ sandbox }, linkId) => sandbox.sendWebhook(linkId(), { code, forged: true }),
};

/**
 * @returns The link that `break_bank` broke; `null` for every other act.
 * @throws {ProblemError} `invalid_request` for an act on a link without one.
 */
export async function doAct(
  deps: ActDependencies,
  { act, linkId }: { act: SandboxAct; linkId: string | undefined },
): Promise<string | null> {
  const needed = () => {
    if (linkId === undefined) throw new ProblemError("invalid_request");
    return linkId;
  };
  if (act === "break_bank") return breakBank(deps, needed());
  await ACTS[act](deps, needed);
  return null;
}
