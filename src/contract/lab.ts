import * as z from "zod/mini";
import { Actor, LinkState } from "./link.ts";
import { RefreshResult } from "./refresh.ts";

/** Addresses of the demo's and the lab's alone; no page of a person's knows them. */
export const labPaths = {
  lab: "/api/lab",
  scenes: "/api/lab/scenes",
  acts: "/api/lab/acts",
  trace: "/api/lab/trace",
} as const;

/** The situations that the lab sets up; each is also the `scenario` of a shareable address. */
export const LabScenarioId = z.enum([
  "password_changed",
  "code_wanted",
  "token_runs_out",
  "script_blocked",
  "widget_silent",
  "success_after_exit",
  "bank_down",
  "webhook_late",
  "webhook_twice",
  "webhook_forged",
  "belvo_unreachable",
  "clock_forward",
]);
export type LabScenarioId = z.infer<typeof LabScenarioId>;

/**
 * What the lab can do here.
 *
 * - `demo`: everything, with the stand-in for Belvo.
 * - `sandbox`: Belvo's own sandbox. There are no scenarios, no trace, and the one act `ask_for_code`.
 */
export const LabOffer = z.object({
  mode: z.enum(["demo", "sandbox"]),
  scenarios: z.array(LabScenarioId),
});
export type LabOffer = z.infer<typeof LabOffer>;

export const LabSceneRequest = z.strictObject({ scenario: LabScenarioId });

/** A scenario that is set up. The browser's session is now that of the person it is about. */
export const LabScene = z.object({
  scenario: LabScenarioId,
  userId: z.string(),
  /** The connection that it is about. */
  linkId: z.nullable(z.uuid()),
  /** What the page shows of it: a path of the app. */
  openPath: z.string(),
});
export type LabScene = z.infer<typeof LabScene>;

/**
 * What a presenter can make happen. Those of the second group need a `linkId`.
 *
 * - `calm`: everything that was made to go wrong goes well again; broken links stay broken.
 * - `webhook_late`, `webhook_twice`, `webhook_forged`: a webhook about a link that stays as it is:
 *   five seconds late, the same one two times, with a wrong `Authorization`.
 * - `ask_for_code`: fresh data are asked for, which makes a Heimdall bank want a code. Only for a link
 *   of the signed-in person.
 */
export const LabAct = z.enum([
  "calm",
  "expire_tokens",
  "block_widget",
  "silence_widget",
  "late_success",
  "bank_down",
  "bank_up",
  "belvo_away",
  "belvo_back",
  "clock_20_min",

  "break_password",
  "break_code",
  "webhook_late",
  "webhook_twice",
  "webhook_forged",
  "ask_for_code",
]);
export type LabAct = z.infer<typeof LabAct>;

export const LabActRequest = z.strictObject({ act: LabAct, linkId: z.optional(z.uuid()) });

/** `result` is `null` for every act but `ask_for_code`. */
export const LabActDone = z.object({ result: z.nullable(RefreshResult) });
export type LabActDone = z.infer<typeof LabActDone>;

/** A call of ours to Belvo, when it has ended. Secrets in it read `•••`; headers are left out. */
const BelvoCallEvent = z.object({
  event: z.literal("belvo_call"),
  id: z.uuid(),
  /** When it began. */
  at: z.iso.datetime(),
  method: z.string(),
  /** With its query. */
  path: z.string(),
  /** `null` when no answer came. */
  status: z.nullable(z.int()),
  /** Until the end of the answer. */
  ms: z.int(),
  /** `null` without a body. Of a list the first three, and then how many more, as `"… +7"`. */
  request: z.json(),
  /** The same; `null` for what is not JSON. */
  answer: z.json(),
  /** Why there is no whole answer; `null` when there is. */
  failure: z.nullable(z.enum(["no_answer", "timed_out", "cut_off", "not_json"])),
});

/** A webhook that came in. Of what was refused nothing was taken in: its parts are `null`. */
const WebhookEvent = z.object({
  event: z.literal("webhook"),
  at: z.iso.datetime(),
  type: z.nullable(z.string()),
  code: z.nullable(z.string()),
  linkId: z.nullable(z.uuid()),
  accepted: z.boolean(),
  /** True when the same had come before. */
  repeat: z.boolean(),
});

/** An event of the log, as it is stored. */
const EvidenceEvent = z.object({
  event: z.literal("event"),
  seq: z.int(),
  at: z.iso.datetime(),
  linkId: z.uuid(),
  kind: z.string(),
  body: z.json(),
});

/** What an event made of its link. One that makes nothing of it has none. */
const FoldEvent = z.object({
  event: z.literal("state"),
  /** That of the event. */
  seq: z.int(),
  linkId: z.uuid(),
  /** `null` for a link that was not known before. */
  before: z.nullable(LinkState),
  after: LinkState,
  actor: z.nullable(Actor),
});

/** What `GET /api/lab/trace` sends: each as an event of the name that is its `event`. */
export const TraceEvent = z.discriminatedUnion("event", [
  BelvoCallEvent,
  WebhookEvent,
  EvidenceEvent,
  FoldEvent,
]);
export type TraceEvent = z.infer<typeof TraceEvent>;
