import * as z from "zod/mini";
import { Link } from "./link.ts";

/** What opens the widget once. The token is for the browser's memory and nothing else. */
export const RepairTicket = z.object({
  repairId: z.uuid(),
  accessToken: z.string(),
  expiresAt: z.iso.datetime(),
});
export type RepairTicket = z.infer<typeof RepairTicket>;

/**
 * The two ways to Belvo's screens: its script in a frame of ours, or its own page (the hosted widget),
 * where the browser goes and comes back from.
 */
const WidgetKind = z.enum(["embedded", "hosted"]);

/** Which of our pages a person went from to Belvo's, and comes back to. */
export const ReturnPage = z.enum(["home", "link", "repair", "repairAll"]);
export type ReturnPage = z.infer<typeof ReturnPage>;

/** How a repair is to be opened. Without a body: embedded. */
export const OpenRepair = z.object({
  widget: z.optional(WidgetKind),
  from: z.optional(ReturnPage),
  /** Belvo's page is asked to speak it. */
  locale: z.optional(z.enum(["en", "es", "pt"])),
  /** True for a ticket that becomes a repair once the person presses; for the embedded widget alone. */
  prepare: z.optional(z.boolean()),
});
export type OpenRepair = z.infer<typeof OpenRepair>;

/** What opens Belvo's own page once. Its address has the token in it: it is for one navigation. */
export const HostedRepair = z.object({
  repairId: z.uuid(),
  hostedUrl: z.url(),
  expiresAt: z.iso.datetime(),
  /** False where Belvo took no address to come back to: the person comes back by themselves. */
  comesBack: z.boolean(),
});
export type HostedRepair = z.infer<typeof HostedRepair>;

/**
 * A code as Belvo's widget reports it, e.g. `login_error`. Anything that does not look like a code
 * is refused, so that no free text of the widget's is ever stored.
 */
export const WidgetCode = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/));

/** The widget's own page, e.g. `/credentials`. */
export const WidgetPage = z.string().check(z.regex(/^[/A-Za-z0-9_-]{1,64}$/));

/**
 * Something the widget said while it was open.
 *
 * Source: Belvo, "Widget startup configuration", `onEvent`.
 */
export const WidgetEvent = z.object({
  name: z.enum(["PAGE_LOAD", "ERROR", "WARNING"]),
  /** `error_code` or `warning_code`. */
  code: z.optional(WidgetCode),
  page: z.optional(WidgetPage),
  /** Of Belvo's answer that the event is about: what is reported twice counts once. */
  requestId: z.optional(z.string().check(z.regex(/^[0-9a-f-]{32,36}$/i))),
});
export type WidgetEvent = z.infer<typeof WidgetEvent>;

/** How many events one report may carry. */
export const WIDGET_EVENT_BATCH_LIMIT = 50;

export const WidgetEventBatch = z.object({
  events: z.array(WidgetEvent).check(z.minLength(1), z.maxLength(WIDGET_EVENT_BATCH_LIMIT)),
});

/**
 * How the browser saw the widget end. A hint: the server always reads the link at Belvo.
 *
 * - `succeeded`: the success callback came.
 * - `exited`: the person closed the widget.
 * - `expired`: the widget said that its token is no longer good.
 * - `failed`: the widget could not be shown, or went silent.
 */
export const WidgetEnd = z.object({
  end: z.enum(["succeeded", "exited", "expired", "failed"]),
  /** The last error that the widget reported, if it reported one. */
  lastErrorCode: z.optional(WidgetCode),
  /** The link that the widget's success names. Ours is read, whatever it says. */
  namedLinkId: z.optional(z.string().check(z.maxLength(100))),
});
export type WidgetEnd = z.infer<typeof WidgetEnd>;

/**
 * - `confirming`: the widget reported success and Belvo does not say `valid` yet. Ask again.
 * - `repaired`: Belvo says `valid`.
 * - `still_broken`: something was tried, and Belvo does not say `valid`.
 * - `left`: closed with nothing tried.
 * - `expired`, `failed`: as the browser saw it, and Belvo does not say `valid`.
 * - `unknown`: the person went to Belvo's page, and nobody told us what became of it.
 */
export const RepairResult = z.enum([
  "confirming",
  "repaired",
  "still_broken",
  "left",
  "expired",
  "failed",
  "unknown",
]);
export type RepairResult = z.infer<typeof RepairResult>;

/** The truth about a repair, from a reading that was made for this answer. */
export const RepairOutcome = z.object({ result: RepairResult, link: Link });
export type RepairOutcome = z.infer<typeof RepairOutcome>;

/** The end of the address that Belvo's page comes back to: 256 bits, good for one return. */
const ReturnId = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** A browser that came back from Belvo's page, and what Belvo's address said on the way. */
export const HostedReturn = z.extend(WidgetEnd, { returnId: ReturnId });
export type HostedReturn = z.infer<typeof HostedReturn>;

/**
 * Where a return belongs.
 *
 * - `own`: the browser's person opened the repair. `isFirst` is false for a return that was used before.
 * - `elsewhere`: it was opened in another browser, or by somebody else; of whom nothing is said.
 */
export const ReturnAnswer = z.discriminatedUnion("place", [
  z.object({
    place: z.literal("own"),
    repairId: z.uuid(),
    linkId: z.uuid(),
    from: ReturnPage,
    isFirst: z.boolean(),
  }),
  z.object({ place: z.literal("elsewhere") }),
]);
export type ReturnAnswer = z.infer<typeof ReturnAnswer>;
