import * as v from "valibot";
import { Int, IsoTime, Uuid } from "./formats.ts";
import { Actor, LinkState } from "./link.ts";
import { RefreshResult } from "./refresh.ts";

/** Addresses of the demo's and the lab's alone; no page of a person's knows them. */
export const labPaths = {
  lab: "/api/lab",
  scenes: "/api/lab/scenes",
  holds: "/api/lab/holds",
  ends: "/api/lab/ends",
  acts: "/api/lab/acts",
  trace: "/api/lab/trace",
} as const;

/** The situations that the lab sets up; each is also the `scenario` of a shareable address. */
export const LabScenarioId = v.picklist([
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
export type LabScenarioId = v.InferOutput<typeof LabScenarioId>;

/**
 * What the lab can do here.
 *
 * - `demo`: everything, with the stand-in for Belvo.
 * - `sandbox`: Belvo's own sandbox. There are no scenarios, no trace, and the one act `ask_for_code`.
 */
export const LabOffer = v.object({
  mode: v.picklist(["demo", "sandbox"]),
  scenarios: v.array(LabScenarioId),
});
export type LabOffer = v.InferOutput<typeof LabOffer>;

export const LabSceneRequest = v.strictObject({ scenario: LabScenarioId });

/** A scene that nobody holds for so long is over: its tab is gone, or sleeps. */
export const LAB_LEASE_MS = 120_000;

/** What a tab says of its scene: that it is still shown, or that it has been left. */
export const LabSceneRef = v.strictObject({ sceneId: Uuid });

/** What `GET /api/lab/trace` is asked for: only the person of this scenario is in it. */
export const LabTraceQuery = v.object({ scenario: LabScenarioId });

/**
 * A scenario that is set up. The browser's session is now that of the person it is about. It lasts
 * until it is left, another one begins, or nobody holds it; nothing of it stays.
 */
export const LabScene = v.object({
  id: Uuid,
  scenario: LabScenarioId,
  userId: v.string(),
  /** The connection that it is about. */
  linkId: v.nullable(Uuid),
  /** All of the person's connections, to tell them apart by their names. */
  banks: v.array(v.object({ linkId: Uuid, name: v.string() })),
  /** What the page shows of it: a path of the app. */
  openPath: v.string(),
});
export type LabScene = v.InferOutput<typeof LabScene>;

/**
 * What a presenter can make happen. Those of the second group need a `linkId`.
 *
 * - `calm`: everything that was made to go wrong goes well again; broken links stay broken.
 * - `webhook_late`, `webhook_twice`, `webhook_forged`: a webhook about a link that stays as it is:
 *   five seconds late, the same one two times, with a wrong `Authorization`.
 * - `break_bank`: the password changes at the link's bank or, where that is broken already, at another
 *   one of the same person's.
 * - `clock_20_min`: as if so much time had passed since the link's data last came.
 * - `ask_for_code`: fresh data are asked for, which makes a Heimdall bank want a code. Only for a link
 *   of the signed-in person.
 */
export const LabAct = v.picklist([
  "calm",
  "expire_tokens",
  "block_widget",
  "silence_widget",
  "late_success",
  "bank_down",
  "bank_up",
  "belvo_away",
  "belvo_back",

  "break_bank",
  "clock_20_min",
  "break_password",
  "break_code",
  "webhook_late",
  "webhook_twice",
  "webhook_forged",
  "ask_for_code",
]);
export type LabAct = v.InferOutput<typeof LabAct>;

/** Of a scene that is not over; `ask_for_code`, which makes nothing go wrong, needs none. */
export const LabActRequest = v.strictObject({
  act: LabAct,
  linkId: v.optional(Uuid),
  sceneId: v.optional(Uuid),
});

export const LabActDone = v.object({
  /** `null` for every act but `ask_for_code`. */
  result: v.nullable(RefreshResult),
  /** What `break_bank` broke; `null` when there was nothing left to break, and for every other act. */
  broken: v.nullable(Uuid),
});
export type LabActDone = v.InferOutput<typeof LabActDone>;

/** Anything that JSON says, and so all that was parsed from it. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export const Json = v.custom<Json>((value) => value !== undefined);

/** A call of ours to Belvo, when it has ended. Secrets in it read `•••`; headers are left out. */
const BelvoCallEvent = v.object({
  event: v.literal("belvo_call"),
  id: Uuid,
  /** When it began. */
  at: IsoTime,
  method: v.string(),
  /** With its query. */
  path: v.string(),
  /** `null` when no answer came. */
  status: v.nullable(Int),
  /** Until the end of the answer. */
  ms: Int,
  /** `null` without a body. Of a list the first three, and then how many more, as `"… +7"`. */
  request: Json,
  /** The same; `null` for what is not JSON. */
  answer: Json,
  /** Why there is no whole answer; `null` when there is. */
  failure: v.nullable(v.picklist(["no_answer", "timed_out", "cut_off", "not_json"])),
});

/** A webhook that came in. Of what was refused nothing was taken in: its parts are `null`. */
const WebhookEvent = v.object({
  event: v.literal("webhook"),
  at: IsoTime,
  type: v.nullable(v.string()),
  code: v.nullable(v.string()),
  linkId: v.nullable(Uuid),
  accepted: v.boolean(),
  /** True when the same had come before. */
  repeat: v.boolean(),
});

/** An event of the log, as it is stored. */
const EvidenceEvent = v.object({
  event: v.literal("event"),
  seq: Int,
  at: IsoTime,
  linkId: Uuid,
  kind: v.string(),
  body: Json,
});

/** What an event made of its link. One that makes nothing of it has none. */
const FoldEvent = v.object({
  event: v.literal("state"),
  /** That of the event. */
  seq: Int,
  linkId: Uuid,
  /** `null` for a link that was not known before. */
  before: v.nullable(LinkState),
  after: LinkState,
  actor: v.nullable(Actor),
});

/** What `GET /api/lab/trace` sends: each as an event of the name that is its `event`. */
export const TraceEvent = v.variant("event", [
  BelvoCallEvent,
  WebhookEvent,
  EvidenceEvent,
  FoldEvent,
]);
export type TraceEvent = v.InferOutput<typeof TraceEvent>;
