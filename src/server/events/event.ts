import * as v from "valibot";
import { Int, IsoTime, orNull, Uuid } from "#contract/formats.ts";

/** What Belvo said of a link's health. */
const Said = v.object({ status: v.string(), lastAccessedAt: v.nullable(IsoTime) });

/** A code of Belvo's; what does not look like one is not kept. */
const Code = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/));

/** Source: Belvo's OpenAPI, `InstitutionPublicApi` (`status`). */
export const BankStatus = v.picklist(["healthy", "down"]);
export type BankStatus = v.InferOutput<typeof BankStatus>;

/** As the widget reports it, which has hyphens too. */
const WidgetCode = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/));

/** What the widget said while it was open. */
const WidgetEvent = v.object({
  name: v.picklist(["PAGE_LOAD", "ERROR", "WARNING"]),
  code: v.optional(WidgetCode),
  page: v.optional(v.string()),
  requestId: v.optional(v.string()),
});

/** How a repair stood when it was ended. */
const RepairResult = v.picklist([
  "confirming",
  "repaired",
  "still_broken",
  "left",
  "expired",
  "failed",
  "unknown",
]);

/**
 * Everything that we learn about a link, by kind. Only a reading says how the link is; all else is a
 * hint, or what people did.
 *
 * This is the form in which events are stored, and not the API's: what has been written stays, in
 * whatever way answers change. A version that does not know a kind, or a form of one, skips it.
 */
export const LinkEvent = v.variant("kind", [
  /** We asked Belvo, and it said something else than `before`, or a stale mark was taken off. */
  v.object({
    kind: v.literal("reading"),
    ...Said.entries,
    before: v.nullish(Said, null),
  }),
  /** We asked Belvo, and it does not have the link. */
  v.object({ kind: v.literal("missing") }),
  /** Belvo refused to get data. */
  v.object({ kind: v.literal("refusal"), status: Int, code: Code, requestId: v.string() }),
  /** Belvo took the order to get data. */
  v.object({ kind: v.literal("fetch_started") }),
  /** Belvo, by its own account: anyone who has the webhook's secret can say so. */
  v.object({
    kind: v.literal("webhook"),
    type: v.string(),
    code: v.string(),
    errorCode: v.nullable(v.string()),
  }),
  v.object({ kind: v.literal("repair_opened"), repairId: Uuid, status: v.string() }),
  v.object({
    kind: v.literal("widget_event"),
    repairId: Uuid,
    event: WidgetEvent,
    openedAt: v.nullish(IsoTime, null),
  }),
  v.object({
    kind: v.literal("repair_ended"),
    repairId: Uuid,
    result: RepairResult,
    openedAt: v.nullish(IsoTime, null),
    /** Belvo's statuses at the opening and at the end. */
    before: v.nullish(v.string(), null),
    after: v.nullish(v.string(), null),
    /** The last error that the widget reported. */
    errorCode: v.nullish(WidgetCode, null),
  }),
  /** We asked Belvo about the link's bank. */
  v.object({ kind: v.literal("bank_read"), status: BankStatus }),
  /** The link's person wants to be told when the bank is back, or does not any more. */
  v.object({ kind: v.literal("bank_alert_set") }),
  v.object({ kind: v.literal("bank_alert_cancelled") }),
  /** It was found that the bank is back, which the link's person asked to be told. */
  v.object({ kind: v.literal("watch_told") }),
]);
export type LinkEvent = v.InferOutput<typeof LinkEvent>;

/** An event with its number in the log. */
export interface LoggedEvent {
  seq: number;
  /** When it happened: for a reading, when Belvo was asked. */
  at: string;
  event: LinkEvent;
}

const KnownEvent = orNull(LinkEvent);

/**
 * Reads a stored event.
 *
 * @returns `null` for one that this version cannot read: a newer one runs beside it, or did before.
 */
export function readEvent(kind: string, body: string): LinkEvent | null {
  const stored: unknown = JSON.parse(body);
  const fields = typeof stored === "object" ? stored : {};
  return v.parse(KnownEvent, { ...fields, kind });
}
