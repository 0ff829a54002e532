import * as z from "zod";
import { SANDBOX_PAGE_SIZE } from "../http/list-page.ts";

const Share = z.number().min(0).max(1);
const Ms = z.number().min(0).max(600_000);

/** One length of time, or a random one between two. Unit: milliseconds. */
const Span = z.union([
  Ms,
  z
    .strictObject({ min: Ms, max: Ms })
    .refine(({ min, max }) => min <= max, { error: "`min` is more than `max`" }),
]);
export type Span = z.infer<typeof Span>;

export const Seed = z.union([z.string().min(1).max(100), z.int()]).transform(String);

const WebhookDials = z.strictObject({
  /** Shares from 0 to 1 of the webhooks that never arrive, arrive twice, or arrive late. */
  lost: Share.default(0),
  doubled: Share.default(0),
  delayed: Share.default(1),
  delayedMs: Span.default(0),
  /** Share that is held back until a later one has gone out. */
  reordered: Share.default(0),
  /** Share that is accompanied by one with a wrong `Authorization` and a made-up message. */
  forged: Share.default(0),
});

/** What a bank answers to every login, good or bad. Source: Belvo, "Belvo API and Widget errors". */
const LoginError = z.enum([
  "institution_down",
  "institution_unavailable",
  "institution_inactive",
  "too_many_sessions",
  "unexpected_error",
]);
export type LoginError = z.infer<typeof LoginError>;

/** A window per address; our own backend, which names itself `relink/…`, has a wider one. */
const RateLimitDials = z.strictObject({
  requests: z.int().min(0).default(80),
  perMs: z.int().min(1).default(30_000),
  relinkRequests: z.int().min(0).default(1000),
});

/**
 * How the widget behaves for the pages that load it or open it from now on.
 *
 * - `blocked`: its script does not arrive.
 * - `no_ready`: its SDK takes the stub's place, and nobody is told.
 * - `ready_on_window`: `belvoReady` is fired on the window.
 * - `already_there`: the SDK is in the script itself, without stub, module tag or event.
 * - `single_instance`: it can be built once in a document.
 * - `drawn_silent`: its frame comes up, and neither goes on nor says anything.
 * - `silent`: it works, and tells its host nothing.
 * - `late_success`: it keeps a success to itself, and tells of it after the exit.
 * - `puts_back`: after its end it puts its frame into the page again.
 * - `hostile`: its script tries what it has no business with; see `widget/hostile.ts`.
 */
const WidgetMode = z.enum([
  "normal",
  "blocked",
  "no_ready",
  "ready_on_window",
  "already_there",
  "single_instance",
  "drawn_silent",
  "silent",
  "late_success",
  "puts_back",
  "hostile",
]);
type WidgetMode = z.infer<typeof WidgetMode>;

/** Everything that can be made to go wrong. All is off unless it is asked for. */
export const Dials = z.strictObject({
  /** The same seed makes the same things go wrong in the same order. */
  seed: Seed.optional(),
  /** Whose calls are late, fail or are cut: everyone's, or those of our own backend only. */
  callers: z.enum(["all", "relink"]).default("all"),
  delayMs: Span.default(0),
  errorRate: Share.default(0),
  errorStatuses: z
    .array(z.union([z.literal(429), z.literal(500), z.literal(503)]))
    .min(1)
    .default([429, 500, 503]),
  resetRate: Share.default(0),
  loginError: LoginError.nullable().default(null),
  /** Source of the default: Belvo, "Hosted widget": 10 minutes. */
  tokenLifeMs: z.int().min(1).default(600_000),
  widget: WidgetMode.default("normal"),
  /** With `no_widget`, the body of a token for a link may not have `widget` in it. */
  tokenBody: z.enum(["any", "no_widget"]).default("any"),
  /** How long the widget shows that an update went through when nobody presses its button. */
  successShownMs: Ms.default(2_500),
  pageSize: z.int().min(1).max(1000).default(SANDBOX_PAGE_SIZE),
  webhooks: WebhookDials.prefault({}),
  rateLimit: RateLimitDials.prefault({}),
});
export type Dials = z.infer<typeof Dials>;
