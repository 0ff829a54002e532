import * as v from "valibot";
import { Int } from "../http/formats.ts";
import { SANDBOX_PAGE_SIZE } from "../http/list-page.ts";
import { WIDGET_PLAYS } from "./widget-modes.ts";

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Ms = v.pipe(v.number(), v.minValue(0), v.maxValue(600_000));
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** One length of time, or a random one between two. Unit: milliseconds. */
const Span = v.union([
  Ms,
  v.pipe(
    v.strictObject({ min: Ms, max: Ms }),
    v.check(({ min, max }) => min <= max, "`min` is more than `max`"),
  ),
]);
export type Span = v.InferOutput<typeof Span>;

export const Seed = v.pipe(
  v.union([v.pipe(v.string(), v.minLength(1), v.maxLength(100)), Int]),
  v.transform(String),
);

const WebhookFaults = v.strictObject({
  /** Shares from 0 to 1 of the webhooks that never arrive, arrive twice, or arrive late. */
  lost: v.optional(Share, 0),
  doubled: v.optional(Share, 0),
  delayed: v.optional(Share, 1),
  delayedMs: v.optional(Span, 0),
  /** Share that is held back until a later one has gone out. */
  reordered: v.optional(Share, 0),
  /** Share that is accompanied by one with a wrong `Authorization` and a made-up message. */
  forged: v.optional(Share, 0),
});

/** What a bank answers to every login, good or bad. Source: Belvo, "Belvo API and Widget errors". */
const LoginError = v.picklist([
  "institution_down",
  "institution_unavailable",
  "institution_inactive",
  "too_many_sessions",
  "unexpected_error",
]);
export type LoginError = v.InferOutput<typeof LoginError>;

const Requests = v.pipe(Int, v.minValue(0), v.maxValue(1_000_000));
/** How a `User-Agent` begins. */
const CallerName = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

/** What is not given is as it was when the sandbox started. */
const LimitSettings = v.strictObject({
  requests: v.optional(Requests),
  perMs: v.optional(v.pipe(Int, v.minValue(1), v.maxValue(3_600_000))),
  callers: v.optional(
    v.pipe(
      v.record(CallerName, Requests),
      v.check((callers) => Object.keys(callers).length <= 20, "at most 20 callers"),
    ),
  ),
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
 * - `exit_only`: a success is told by `onExit` alone.
 * - `callback_twice`: a success is told twice.
 *
 * What it does besides:
 * - `puts_back`: after its end it puts its frame into the page again.
 * - `hostile`: its script tries what it has no business with; see `widget/hostile.ts`.
 */
const WidgetMode = v.picklist([
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
export const FaultSettings = v.strictObject({
  /** The same seed makes the same things go wrong in the same order. */
  seed: v.optional(Seed),
  /** Whose calls are late, fail or are cut: `all`, or those whose `User-Agent` begins so. */
  callers: v.optional(CallerName, "all"),
  delayMs: v.optional(Span, 0),
  errorRate: v.optional(Share, 0),
  errorStatuses: v.optional(
    v.pipe(v.array(v.picklist([429, 500, 503])), v.minLength(1), v.maxLength(20)),
    [429, 500, 503],
  ),
  resetRate: v.optional(Share, 0),
  loginError: v.nullish(LoginError, null),
  /** Source of the default: Belvo, "Hosted widget": 10 minutes. */
  tokenLifeMs: v.optional(v.pipe(Int, v.minValue(1), v.maxValue(YEAR_MS)), 600_000),
  /**
   * What `POST /api/token/` takes. `no_widget` refuses the body of a token for a link that has `widget`;
   * `strict` wants what Belvo's OpenAPI file calls required: `widget`, `stale_in`, `fetch_resources`.
   */
  tokenBody: v.optional(v.picklist(["any", "no_widget", "strict"]), "any"),
  widget: v.optional(WidgetMode, "normal"),
  /** How long the widget shows that an update went through when nobody presses its button. */
  successShownMs: v.optional(Ms, 2_500),
  /** How long a link keeps its status after an update that went through. */
  validLateMs: v.optional(Ms, 0),
  pageSize: v.optional(v.pipe(Int, v.minValue(1), v.maxValue(1000)), SANDBOX_PAGE_SIZE),
  webhooks: v.optional(WebhookFaults, {}),
  rateLimit: v.optional(LimitSettings, {}),
});
export type FaultSettings = v.InferOutput<typeof FaultSettings>;
