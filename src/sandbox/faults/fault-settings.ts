import * as z from "zod";
import { SANDBOX_PAGE_SIZE } from "../http/list-page.ts";
import { WIDGET_PLAYS } from "./widget-modes.ts";

const Share = z.number().min(0).max(1);
const Ms = z.number().min(0).max(600_000);
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** One length of time, or a random one between two. Unit: milliseconds. */
const Span = z.union([
  Ms,
  z
    .strictObject({ min: Ms, max: Ms })
    .refine(({ min, max }) => min <= max, { error: "`min` is more than `max`" }),
]);
export type Span = z.infer<typeof Span>;

export const Seed = z.union([z.string().min(1).max(100), z.int()]).transform(String);

const WebhookFaults = z.strictObject({
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

const Requests = z.int().min(0).max(1_000_000);
/** How a `User-Agent` begins. */
const CallerName = z.string().min(1).max(100);

/** What is not given is as it was when the sandbox started. */
const LimitSettings = z.strictObject({
  requests: Requests.optional(),
  perMs: z.int().min(1).max(3_600_000).optional(),
  callers: z
    .record(CallerName, Requests)
    .refine((callers) => Object.keys(callers).length <= 20, { error: "at most 20 callers" })
    .optional(),
});

/**
 * How the widget behaves for the pages that load it or open it from now on.
 *
 * How its scripts arrive and get ready:
 * - `blocked`: its script does not arrive.
 * - `no_ready`: its SDK takes the stub's place, and nobody is told.
 * - `ready_on_window`: `belvoReady` is fired on the window.
 * - `already_there`: the SDK is in the script itself, without stub, module tag or event.
 * - `single_instance`: it can be built once in a document.
 *
 * How it comes up:
 * - `remote_frame`: its frame is a page of its own host, and not the page's own document.
 * - `drawn_silent`: its frame comes up, and neither goes on nor says anything.
 * - `asks_inline`, `asks_eval`, `asks_cdn`: it goes on only where the page's policy lets it have
 *   styles and scripts inline, compile a text into code, or load style, font and image from its own
 *   host.
 *
 * What it tells:
 * - `silent`: it works, and tells its host nothing.
 * - `late_success`: it keeps a success to itself, and tells of it after the exit.
 * - `exit_before_callback`: a success is told by `onExit`, and by `callback` a moment later.
 * - `callback_twice`: a success is told twice.
 *
 * What it does besides:
 * - `puts_back`: after its end it puts its frame into the page again.
 * - `hostile`: its script tries what it has no business with; see `widget/hostile.ts`.
 */
const WidgetMode = z.enum([
  ...WIDGET_PLAYS,
  "blocked",
  "no_ready",
  "ready_on_window",
  "already_there",
  "single_instance",
  "remote_frame",
  "hostile",
]);

/** Everything that can be made to go wrong. All is off unless it is asked for. */
export const FaultSettings = z.strictObject({
  /** The same seed makes the same things go wrong in the same order. */
  seed: Seed.optional(),
  /** Whose calls are late, fail or are cut: `all`, or those whose `User-Agent` begins so. */
  callers: CallerName.default("all"),
  delayMs: Span.default(0),
  errorRate: Share.default(0),
  errorStatuses: z
    .array(z.union([z.literal(429), z.literal(500), z.literal(503)]))
    .min(1)
    .max(20)
    .default([429, 500, 503]),
  resetRate: Share.default(0),
  loginError: LoginError.nullable().default(null),
  /** Source of the default: Belvo, "Hosted widget": 10 minutes. */
  tokenLifeMs: z.int().min(1).max(YEAR_MS).default(600_000),
  /**
   * What `POST /api/token/` takes. `no_widget` refuses the body of a token for a link that has `widget`;
   * `strict` wants what Belvo's OpenAPI file calls required: `widget`, `stale_in`, `fetch_resources`.
   */
  tokenBody: z.enum(["any", "no_widget", "strict"]).default("any"),
  widget: WidgetMode.default("normal"),
  /** How long the widget shows that an update went through when nobody presses its button. */
  successShownMs: Ms.default(2_500),
  pageSize: z.int().min(1).max(1000).default(SANDBOX_PAGE_SIZE),
  webhooks: WebhookFaults.prefault({}),
  rateLimit: LimitSettings.prefault({}),
});
export type FaultSettings = z.infer<typeof FaultSettings>;
