import * as v from "valibot";
import { WidgetCode, WidgetEvent, WidgetPage } from "#contract/repair.ts";

/**
 * Reads what the widget passes to `onEvent`. Belvo's pages and integrators' code disagree on the
 * shape (a bare object, an array, wrapped in `data`; `meta_data` or `metadata`), so all are taken.
 *
 * @returns `null` for anything that is none of the events Belvo names.
 * Source: Belvo, "Widget startup configuration", `onEvent`.
 */
export function readWidgetEvent(data: unknown): WidgetEvent | null {
  const parsed = v.safeParse(RawEvent, unwrap(data));
  if (!parsed.success) return null;

  const { eventName, request_id, meta_data, metadata } = parsed.output;
  const details = meta_data ?? metadata ?? {};
  const event = v.safeParse(WidgetEvent, {
    name: eventName,
    ...optional("code", details.error_code ?? details.warning_code, WidgetCode),
    ...optional("page", details.page, WidgetPage),
    ...optional("requestId", request_id, WidgetEvent.entries.requestId),
  });
  return event.success ? event.output : null;
}

/**
 * Reads the error that the widget met last, from what it passes to `onExit`.
 *
 * @returns `null` when there was none: the person simply closed the widget.
 */
export function readExitError(data: unknown): string | null {
  const parsed = v.safeParse(RawExit, unwrap(data));
  return parsed.success ? (parsed.output.last_encountered_error?.code ?? null) : null;
}

/** Reads which link the success callback names; `null` where it names none. */
export function readSuccessLink(data: unknown): string | null {
  const first: unknown = Array.isArray(data) ? data[0] : data;
  return typeof first === "string" && first.length <= LONGEST_ID ? first : null;
}

const LONGEST_ID = 100;

/**
 * True for a code by which the widget says that its access token is no longer good. Belvo names one for
 * the hosted widget (`ACCESS_TOKEN_NOT_VALID`), one for its widget in Brazil, and none for the embedded
 * one. A bare `invalid_token` may be about the bank's code instead, of which there is another screen: it
 * counts only once the token is old by our own clock.
 */
export function isTokenExpiry(code: string, isTokenOld: boolean): boolean {
  if (/^(access_token_\w+|session_expired_ob)$/i.test(code)) return true;
  return isTokenOld && /^(token_(not_valid|invalid|expired)|(invalid|expired)_token)$/i.test(code);
}

const Details = v.object({
  error_code: v.optional(v.unknown()),
  warning_code: v.optional(v.unknown()),
  page: v.optional(v.unknown()),
});

const RawEvent = v.object({
  eventName: v.string(),
  request_id: v.optional(v.unknown()),
  meta_data: v.optional(Details),
  metadata: v.optional(Details),
});

const RawExit = v.object({
  last_encountered_error: v.optional(v.nullable(v.object({ code: WidgetCode }))),
});

function unwrap(data: unknown): unknown {
  if (Array.isArray(data)) return unwrap(data[0]);
  const wrapped = v.safeParse(v.object({ data: v.unknown() }), data);
  return wrapped.success ? unwrap(wrapped.output.data) : data;
}

function optional<T>(
  name: string,
  value: unknown,
  schema: v.GenericSchema<unknown, T>,
): Record<string, T> {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? { [name]: parsed.output } : {};
}
