import type { SandboxControl } from "./sandbox-control.ts";
import type { TraceHub } from "./trace-hub.ts";

/** What the lab works with, where it is offered. */
export type Lab = { mode: "sandbox" } | { mode: "demo"; sandbox: SandboxControl; hub: TraceHub };
