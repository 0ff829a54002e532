import type { LabScenarioId } from "#contract/lab.ts";
import type { SandboxFaults } from "./sandbox-control.ts";

interface Scenario {
  /** Whose links it is about: a person of the demo. */
  externalId: string;
  /** At Belvo, the name of the bank that it is about; the person has one link there. */
  institution: string;
  /** What the page shows. */
  opens: "list" | "link";
  /** What goes wrong, once the person's links have been read. */
  faults: SandboxFaults;
}

const WEBHOOK_LATE_MS = 15_000;

/** Her password has changed at Erebor. */
const ana = { externalId: "demo-ana", institution: "erebor_mx_retail", opens: "list" } as const;
/** His code is wanted at Heimdall. */
const bruno = {
  externalId: "demo-bruno",
  institution: "heimdall_mx_retail",
  opens: "list",
} as const;
/** All of hers is well. What a scene does to one of her banks is told in its history from then on. */
const carla = { externalId: "demo-carla", opens: "link" } as const;
const gringotts = { ...carla, institution: "gringotts_mx_retail" } as const;
const heimdall = { ...carla, institution: "heimdall_co_retail" } as const;
/** Nothing is broken here, and it never wants a code. */
const erebor = { ...carla, institution: "erebor_co_retail" } as const;

export const scenarios: Readonly<Record<LabScenarioId, Scenario>> = {
  password_changed: { ...ana, faults: {} },
  code_wanted: { ...bruno, faults: {} },
  token_runs_out: { ...ana, faults: {} },
  script_blocked: { ...ana, faults: { widget: "blocked" } },
  widget_silent: { ...ana, faults: { widget: "silent" } },
  success_after_exit: { ...ana, faults: { widget: "late_success" } },
  bank_down: { ...ana, faults: { loginError: "institution_down" } },
  webhook_late: { ...gringotts, faults: { webhooks: { delayedMs: WEBHOOK_LATE_MS } } },
  webhook_twice: { ...heimdall, faults: { webhooks: { doubled: 1 } } },
  webhook_forged: { ...erebor, faults: {} },
  belvo_unreachable: { ...ana, faults: { callers: "relink", resetRate: 1 } },
  clock_forward: { ...erebor, faults: {} },
};
