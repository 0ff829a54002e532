import type { LabAct, LabScenarioId } from "#contract/lab.ts";

interface Play {
  /** What the presenter can make happen in it. */
  acts: readonly LabAct[];
  /** What the sandbox's bank takes, and what it refuses. */
  takes?: string;
  refuses?: string;
}

const password = "pass_valid";

export const scenePlays: Readonly<Record<LabScenarioId, Play>> = {
  password_changed: { acts: ["break_password"], refuses: "pass_invalid", takes: password },
  code_wanted: { acts: ["ask_for_code", "break_code"], refuses: "999999", takes: "111111" },
  token_runs_out: { acts: ["expire_tokens"], takes: password },
  script_blocked: { acts: ["calm", "block_widget"], takes: password },
  widget_silent: { acts: ["silence_widget", "calm"], takes: password },
  success_after_exit: { acts: ["late_success", "calm"], takes: password },
  bank_down: { acts: ["bank_up", "bank_down"], takes: password },
  webhook_late: { acts: ["break_password", "webhook_late"] },
  webhook_twice: { acts: ["break_password", "webhook_twice"] },
  webhook_forged: { acts: ["webhook_forged"] },
  belvo_unreachable: { acts: ["belvo_back", "belvo_away"], takes: password },
  clock_forward: { acts: ["clock_20_min"] },
};
