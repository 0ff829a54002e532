import * as v from "valibot";
import { IsoTime, NoArray, Url, Uuid } from "./formats.ts";
import { Link } from "./link.ts";
import { RepairResult } from "./repair-result.ts";

/** What opens the widget once. The token is for the browser's memory and nothing else. */
export const RepairTicket = v.object({
  repairId: Uuid,
  accessToken: v.string(),
  expiresAt: IsoTime,
});
export type RepairTicket = v.InferOutput<typeof RepairTicket>;

/**
 * The two ways to Belvo's screens: its script in a frame of ours, or its own page (the hosted widget),
 * where the browser goes and comes back from.
 */
const WidgetKind = v.picklist(["embedded", "hosted"]);

/** Which of our pages a person went from to Belvo's, and comes back to. */
export const ReturnPage = v.picklist(["home", "link", "repair", "repairAll"]);
export type ReturnPage = v.InferOutput<typeof ReturnPage>;

/** How a repair is to be opened. Without a body: embedded. */
export const OpenRepair = v.pipe(
  NoArray,
  v.object({
    widget: v.optional(WidgetKind),
    from: v.optional(ReturnPage),
    /** Belvo's page is asked to speak it. */
    locale: v.optional(v.picklist(["en", "es", "pt"])),
    /** True for a ticket that becomes a repair once the person presses; for the embedded widget alone. */
    prepare: v.optional(v.boolean()),
  }),
);
export type OpenRepair = v.InferOutput<typeof OpenRepair>;

/** What opens Belvo's own page once. Its address has the token in it: it is for one navigation. */
export const HostedRepair = v.object({
  repairId: Uuid,
  hostedUrl: Url,
  expiresAt: IsoTime,
  /** False where Belvo took no address to come back to: the person comes back by themselves. */
  comesBack: v.boolean(),
});
export type HostedRepair = v.InferOutput<typeof HostedRepair>;

/**
 * A code as Belvo's widget reports it, e.g. `login_error`. Anything that does not look like a code
 * is refused, so that no free text of the widget's is ever stored.
 */
export const WidgetCode = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/));

/** The widget's own page, e.g. `/credentials`. */
export const WidgetPage = v.pipe(v.string(), v.regex(/^[/A-Za-z0-9_-]{1,64}$/));

/**
 * Something the widget said while it was open.
 *
 * Source: Belvo, "Widget startup configuration", `onEvent`.
 */
export const WidgetEvent = v.object({
  name: v.picklist(["PAGE_LOAD", "ERROR", "WARNING"]),
  /** `error_code` or `warning_code`. */
  code: v.optional(WidgetCode),
  page: v.optional(WidgetPage),
  /** Of Belvo's answer that the event is about: what is reported twice counts once. */
  requestId: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f-]{32,36}$/i))),
});
export type WidgetEvent = v.InferOutput<typeof WidgetEvent>;

/** How many events one report may carry. */
export const WIDGET_EVENT_BATCH_LIMIT = 50;

/** With how long before its report it was: clocks of devices are not to be trusted with more. */
const ReportedWidgetEvent = v.object({
  ...WidgetEvent.entries,
  agoMs: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
});
export type ReportedWidgetEvent = v.InferOutput<typeof ReportedWidgetEvent>;

export const WidgetEventBatch = v.object({
  events: v.pipe(
    v.array(ReportedWidgetEvent),
    v.minLength(1),
    v.maxLength(WIDGET_EVENT_BATCH_LIMIT),
  ),
});

/**
 * How the browser saw the widget end. A hint: the server always reads the link at Belvo.
 *
 * - `succeeded`: the success callback came.
 * - `exited`: the person closed the widget.
 * - `expired`: the widget said that its token is no longer good.
 * - `failed`: the widget could not be shown, or went silent.
 */
export const WidgetEnd = v.object({
  end: v.picklist(["succeeded", "exited", "expired", "failed"]),
  /** The last error that the widget reported, if it reported one. */
  lastErrorCode: v.optional(WidgetCode),
  /** The link that the widget's success names. Ours is read, whatever it says. */
  namedLinkId: v.optional(v.pipe(v.string(), v.maxLength(100))),
});
export type WidgetEnd = v.InferOutput<typeof WidgetEnd>;

/** The truth about a repair, from a reading that was made for this answer. */
export const RepairOutcome = v.object({ result: RepairResult, link: Link });
export type RepairOutcome = v.InferOutput<typeof RepairOutcome>;

/** The end of the address that Belvo's page comes back to: 256 bits, good for one return. */
const ReturnId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

/** A browser that came back from Belvo's page, and what Belvo's address said on the way. */
export const HostedReturn = v.object({ ...WidgetEnd.entries, returnId: ReturnId });
export type HostedReturn = v.InferOutput<typeof HostedReturn>;

/**
 * Where a return belongs.
 *
 * - `own`: the browser's person opened the repair. `isFirst` is false for a return that was used before.
 * - `elsewhere`: it was opened in another browser, or by somebody else; of whom nothing is said.
 */
export const ReturnAnswer = v.variant("place", [
  v.object({
    place: v.literal("own"),
    repairId: Uuid,
    linkId: Uuid,
    from: ReturnPage,
    isFirst: v.boolean(),
  }),
  v.object({ place: v.literal("elsewhere") }),
]);
export type ReturnAnswer = v.InferOutput<typeof ReturnAnswer>;
