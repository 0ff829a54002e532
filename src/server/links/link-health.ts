import type { LinkRow } from "../store/tables.ts";
import { timestamp } from "../store/timestamp.ts";
import type { LinkEvent, LoggedEvent } from "../events/event.ts";
import { addRefusal, failureOf, forgetRefusals, isRefusedLogin } from "./failed-tries.ts";
import { effectOfRefusal, effectOfWebhook, type Effect } from "../events/effects.ts";

/** Belvo asks to wait about two minutes when a bank has a session open. Source: Belvo, errors. */
export const BUSY_MS = 120_000;

/** What of a link's row its events come to. */
export const HEALTH_COLUMNS = [
  "status",
  "status_since",
  "status_seq",
  "last_accessed_at",
  "checked_at",
  "repaired_at",
  "gone_at",
  "doubted_at",
  "doubted_seq",
  "bank_trouble_at",
  "bank_trouble_seq",
  "busy_until",
  "fetching_since",
  "data_at",
  "valid_at",
  "refused_logins",
] as const satisfies (keyof LinkRow)[];

/** Times are of {@link LoggedEvent.at}. */
export type LinkHealth = Pick<LinkRow, (typeof HEALTH_COLUMNS)[number]>;

/** A link of which nothing has been learned yet. */
export const unknownHealth: LinkHealth = {
  status: "",
  status_since: null,
  status_seq: null,
  last_accessed_at: null,
  checked_at: "",
  repaired_at: null,
  gone_at: null,
  doubted_at: null,
  doubted_seq: null,
  bank_trouble_at: null,
  bank_trouble_seq: null,
  busy_until: null,
  fetching_since: null,
  data_at: null,
  valid_at: null,
  refused_logins: null,
};

/**
 * Takes an event into a link's row. In whatever order events come, and however often, a link comes to
 * the same state: the reading that was asked for last counts, and of every other kind the latest.
 *
 * @param health As earlier events have left it.
 */
export function applyEvent(health: LinkHealth, { seq, at, event }: LoggedEvent): LinkHealth {
  switch (event.kind) {
    case "reading":
      return applyReading(health, seq, at, event);
    case "missing":
      return applyMissing(health, at);
    case "refusal":
      return applyHint(health, seq, at, effectOfRefusal(event));
    case "webhook":
      return applyHint(health, seq, at, effectOfWebhook(event));
    case "fetch_started":
      return { ...health, fetching_since: later(health.fetching_since, at) };
    case "repair_ended":
      return applyEnd(health, at, event);
    case "widget_event": {
      const { repairId, event: said, openedAt } = event;
      if (!isRefusedLogin(said)) return health;
      const id = said.requestId ?? String(seq);
      return addRefusal(health, { repairId, id, at, openedAt: openedAt ?? at });
    }
    case "bank_read":
      // How the bank is stands with the bank; that it is down is trouble for the link too.
      return event.status === "down" ? applyHint(health, seq, at, "bank_trouble") : health;
    case "repair_opened":
    case "bank_alert_set":
    case "bank_alert_cancelled":
    case "watch_told":
      return health;
  }
}

type Reading = Extract<LinkEvent, { kind: "reading" }>;

function applyReading(past: LinkHealth, seq: number, at: string, reading: Reading): LinkHealth {
  const health = reading.status === "valid" ? forgetRefusals(past, at) : past;
  if (at < health.checked_at) return health;

  const isFirst = health.checked_at === "";
  const isSame = health.status === reading.status;
  return settle(
    {
      ...health,
      status: reading.status,
      status_since: isSame || isFirst ? health.status_since : at,
      status_seq: isSame ? health.status_seq : seq,
      last_accessed_at: reading.lastAccessedAt,
      checked_at: at,
      gone_at: null,
    },
    at,
  );
}

function applyMissing(health: LinkHealth, at: string): LinkHealth {
  return at < health.checked_at ? health : settle({ ...health, checked_at: at, gone_at: at }, at);
}

/** A stale mark is taken off by a reading that was asked for after it. */
function settle(health: LinkHealth, at: string): LinkHealth {
  const isSettled = health.doubted_at !== null && health.doubted_at <= at;
  return isSettled ? { ...health, doubted_at: null, doubted_seq: null } : health;
}

function applyHint(health: LinkHealth, seq: number, at: string, effect: Effect): LinkHealth {
  switch (effect) {
    case "stale":
      return at > health.checked_at && at >= (health.doubted_at ?? "")
        ? { ...health, doubted_at: at, doubted_seq: seq }
        : health;
    case "bank_trouble":
      return at >= (health.bank_trouble_at ?? "")
        ? { ...health, bank_trouble_at: at, bank_trouble_seq: seq }
        : health;
    case "busy": {
      const until = timestamp(Date.parse(at) + BUSY_MS);
      return { ...health, busy_until: later(health.busy_until, until) };
    }
    case "data":
      return { ...health, data_at: later(health.data_at, at) };
    case "nothing":
      return health;
  }
}

type Ended = Extract<LinkEvent, { kind: "repair_ended" }>;

function applyEnd(health: LinkHealth, at: string, ended: Ended): LinkHealth {
  const { repairId, result, openedAt } = ended;
  if (result === "repaired") return applyRepair(health, at, openedAt);
  const id = failureOf(ended);
  return id === null ? health : addRefusal(health, { repairId, id, at, openedAt: openedAt ?? at });
}

/** Belvo gets data from the bank as soon as the person is through, which may be before we know. */
function applyRepair(health: LinkHealth, at: string, openedAt: string | null): LinkHealth {
  return {
    ...health,
    repaired_at: later(health.repaired_at, at),
    fetching_since: later(health.fetching_since, openedAt ?? at),
  };
}

function later(a: string | null, b: string): string {
  return a !== null && a > b ? a : b;
}
