import * as v from "valibot";
import type { TraceEvent } from "#contract/lab.ts";
import type { LaterTranslate } from "../i18n/catalogue.ts";

/** Tells in one sentence what happened; the raw form stands under it. */
export function describeEntry(entry: TraceEvent, t: LaterTranslate["lab"]): string {
  switch (entry.event) {
    case "belvo_call": {
      const call = t(`lab.told.calls.${callOf(entry.method, entry.path)}`);
      const trouble = troubleOf(entry);
      return trouble === null
        ? call
        : t("lab.told.inTrouble", { call, trouble: t(`lab.told.troubles.${trouble}`) });
    }
    case "webhook":
      if (!entry.accepted) return t("lab.told.webhooks.refused");
      if (entry.repeat) return t("lab.told.webhooks.repeat");
      return t(`lab.told.webhooks.${webhookOf(entry)}`);
    case "event": {
      const screen = screenOf(entry);
      if (screen !== null) return t(`lab.told.screens.${screen}`);
      return t(`lab.told.events.${eventOf(entry)}`);
    }
    case "state":
      return t(entry.before === null ? "lab.told.first" : "lab.told.changed");
  }
}

/** By Belvo's addresses, the more special ones first. */
const CALLS = [
  [/^POST \/api\/token\//, "token"],
  [/^POST \/api\/links\/[^/]+\/refresh\//, "refresh"],
  [/^GET \/api\/links\/\?.*external_id/, "person"],
  [/^GET \/api\/links\/\?/, "several"],
  [/^GET \/api\/links\/[^/]+\//, "one"],
  [/^GET \/api\/institutions\//, "banks"],
] as const;

function callOf(method: string, path: string) {
  const call = `${method} ${path}`;
  return CALLS.find(([form]) => form.test(call))?.[1] ?? "other";
}

/** As Belvo answers with them. Source: Belvo, "Belvo API and Widget errors". */
const REFUSALS = [
  "link_refreshed",
  "token_required",
  "login_error",
  "institution_down",
  "too_many_sessions",
] as const;
const Refused = v.array(v.object({ code: v.string() }));

/** `null` for a call that went well. */
function troubleOf({ status, answer, failure }: Extract<TraceEvent, { event: "belvo_call" }>) {
  if (failure === "no_answer" || failure === "timed_out") return "no_answer";
  if (failure !== null) return "broken";
  if (status === null || status < 400) return null;
  const code = v.is(Refused, answer) ? answer[0]?.code : undefined;
  return REFUSALS.find((each) => each === code) ?? "other";
}

/** Of each kind of data that has come, Belvo tells by itself. Source: Belvo, "Webhooks". */
const DATA = ["ACCOUNTS", "TRANSACTIONS", "OWNERS"] as const;
const DATA_CODES = ["historical_update", "new_transactions_available", "transactions_modified"];

function webhookOf({ type, code }: Extract<TraceEvent, { event: "webhook" }>) {
  if (code === "invalid_credentials" || code === "token_required") return code;
  if (code === null || !DATA_CODES.includes(code)) return "other";
  return DATA.find((each) => each === type) ?? "data";
}

const Body = v.object({
  status: v.optional(v.unknown()),
  result: v.optional(v.unknown()),
  event: v.optional(
    v.object({ name: v.string(), code: v.optional(v.string()), page: v.optional(v.string()) }),
  ),
});

const READINGS = ["valid", "invalid", "token_required", "unconfirmed"] as const;
const RESULTS = ["repaired", "still_broken", "left", "expired", "failed"] as const;
const ERRORS = ["login_error", "token_required", "institution_down"] as const;
const KINDS = [
  "missing",
  "refusal",
  "fetch_started",
  "webhook",
  "repair_opened",
  "bank_alert_set",
  "bank_alert_cancelled",
  "watch_told",
] as const;

/** What the bank's screens are called in what they report. */
const SCREENS = [
  ["/loading", "open"],
  ["/credentials", "password"],
  ["/token", "code"],
  ["/success", "success"],
  ["/error", "error"],
  ["/invalid-token", "expired"],
  ["/abandon-survey", "leaving"],
] as const;

/** `null` for what is no screen that we know. */
function screenOf({ kind, body }: Extract<TraceEvent, { event: "event" }>) {
  const { event } = v.parse(v.fallback(Body, {}), body);
  if (kind !== "widget_event" || event?.name !== "PAGE_LOAD") return null;
  return SCREENS.find(([page]) => page === event.page)?.[1] ?? null;
}

function eventOf({ kind, body }: Extract<TraceEvent, { event: "event" }>) {
  const { status, result, event } = v.parse(v.fallback(Body, {}), body);
  switch (kind) {
    case "reading":
      return `read_${READINGS.find((each) => each === status) ?? "other"}` as const;
    case "repair_ended":
      return `ended_${RESULTS.find((each) => each === result) ?? "other"}` as const;
    case "bank_read":
      return status === "down" ? "bank_down" : "bank_healthy";
    case "widget_event":
      if (event?.name !== "ERROR") return "screen";
      return `error_${ERRORS.find((each) => each === event.code) ?? "other"}` as const;
    default:
      return KINDS.find((each) => each === kind) ?? "other";
  }
}
