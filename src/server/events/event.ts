import * as z from "zod";

const Time = z.iso.datetime();

/** What Belvo said of a link's health. */
const Said = z.object({ status: z.string(), lastAccessedAt: Time.nullable() });

/** A code of Belvo's; what does not look like one is not kept. */
const Code = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/);

/** Source: Belvo's OpenAPI, `InstitutionPublicApi` (`status`). */
export const BankStatus = z.enum(["healthy", "down"]);
export type BankStatus = z.infer<typeof BankStatus>;

/** As the widget reports it, which has hyphens too. */
const WidgetCode = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);

/** What the widget said while it was open. */
const WidgetEvent = z.object({
  name: z.enum(["PAGE_LOAD", "ERROR", "WARNING"]),
  code: WidgetCode.optional(),
  page: z.string().optional(),
  requestId: z.string().optional(),
});

/** How a repair stood when it was ended. */
const RepairResult = z.enum([
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
export const LinkEvent = z.discriminatedUnion("kind", [
  /** We asked Belvo, and it said something else than `before`, or a stale mark was taken off. */
  z.object({ kind: z.literal("reading"), ...Said.shape, before: Said.nullable().default(null) }),
  /** We asked Belvo, and it does not have the link. */
  z.object({ kind: z.literal("missing") }),
  /** Belvo refused to get data. */
  z.object({ kind: z.literal("refusal"), status: z.int(), code: Code, requestId: z.string() }),
  /** Belvo took the order to get data. */
  z.object({ kind: z.literal("fetch_started") }),
  /** Belvo, by its own account: anyone who has the webhook's secret can say so. */
  z.object({
    kind: z.literal("webhook"),
    type: z.string(),
    code: z.string(),
    errorCode: z.string().nullable(),
  }),
  z.object({ kind: z.literal("repair_opened"), repairId: z.uuid(), status: z.string() }),
  z.object({
    kind: z.literal("widget_event"),
    repairId: z.uuid(),
    event: WidgetEvent,
    openedAt: Time.nullable().default(null),
  }),
  z.object({
    kind: z.literal("repair_ended"),
    repairId: z.uuid(),
    result: RepairResult,
    openedAt: Time.nullable().default(null),
    /** Belvo's statuses at the opening and at the end. */
    before: z.string().nullable().default(null),
    after: z.string().nullable().default(null),
    /** The last error that the widget reported. */
    errorCode: WidgetCode.nullable().default(null),
  }),
  /** We asked Belvo about the link's bank. */
  z.object({ kind: z.literal("bank_read"), status: BankStatus }),
  /** The link's person wants to be told when the bank is back, or does not any more. */
  z.object({ kind: z.literal("bank_alert_set") }),
  z.object({ kind: z.literal("bank_alert_cancelled") }),
  /** It was found that the bank is back, which the link's person asked to be told. */
  z.object({ kind: z.literal("watch_told") }),
]);
export type LinkEvent = z.infer<typeof LinkEvent>;

/** An event with its number in the log. */
export interface LoggedEvent {
  seq: number;
  /** When it happened: for a reading, when Belvo was asked. */
  at: string;
  event: LinkEvent;
}

/**
 * Reads a stored event.
 *
 * @returns `null` for one that this version cannot read: a newer one runs beside it, or did before.
 */
export function readEvent(kind: string, body: string): LinkEvent | null {
  const stored: unknown = JSON.parse(body);
  const fields = typeof stored === "object" ? stored : {};
  return LinkEvent.safeParse({ ...fields, kind }).data ?? null;
}
