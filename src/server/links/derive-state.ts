import type { Actor, Because, LinkState, RepairedBy } from "#contract/link.ts";
import { timestamp } from "../store/timestamp.ts";
import { BUSY_MS, type LinkHealth } from "./link-health.ts";

/** What a bank's trouble was told of this long ago may be over. */
export const TROUBLE_LASTS_MS = 15 * 60_000;
/** A stale mark that Belvo could not take off in this time is told as such. */
const CHECKING_LASTS_MS = 60_000;
/** What Belvo said longer ago than this is not vouched for: a reconcile has failed since. */
const READING_LASTS_MS = 30 * 60_000;
/** Data that have not been announced by then come without announcement, or not at all. */
const FETCHING_LASTS_MS = 5 * 60_000;

/** Clocks differ by less; what is later was written before ours was set back, and says nothing. */
const SKEW_MS = 60_000;

interface Circumstances {
  /** ISO 3166, upper case. */
  country: string | null;
  /** `recurrent` links fetch data by themselves after a repair. */
  accessMode: string | null;
  now: number;
}

interface DerivedState {
  state: LinkState;
  actor: Actor | null;
  because: Because | null;
  fetching: boolean;
  busyUntil: string | null;
}

/** Says what a link's health means to its person, at a moment. */
export function deriveState(learned: LinkHealth, around: Circumstances): DerivedState {
  const { now } = around;
  const health = withoutFuture(learned, timestamp(now + SKEW_MS));
  const state = createStateDeriver(now)(health, around.country);
  const { busy_until: busyUntil } = health;

  return {
    state,
    actor: ACTORS[state],
    because: becauseOf(health, state),
    fetching: state === "connected" && isFetching(health, around),
    busyUntil: isWithin(busyUntil, now, now + BUSY_MS + SKEW_MS) ? busyUntil : null,
  };
}

/** The part of a link's health that its state rests on. */
type StateMarks = Pick<
  LinkHealth,
  | "status"
  | "checked_at"
  | "doubted_at"
  | "bank_trouble_at"
  | "bank_read"
  | "bank_read_at"
  | "data_at"
  | "repaired_at"
  | "last_accessed_at"
>;

/**
 * Makes what says a link's state at a moment, and nothing else of it: for very many links, the
 * moments to compare with are written once.
 */
export function createStateDeriver(
  now: number,
): (learned: StateMarks, country: string | null) => LinkState {
  const latest = timestamp(now + SKEW_MS);
  const oldReading = timestamp(now - READING_LASTS_MS);
  const oldTrouble = timestamp(now - TROUBLE_LASTS_MS);
  const oldMark = timestamp(now - CHECKING_LASTS_MS);

  return (learned, country) => {
    const { status, checked_at, doubted_at, bank_trouble_at: trouble_at } = learned;
    if (checked_at <= oldReading) return "unsure";

    const inTrouble =
      trouble_at !== null &&
      trouble_at > oldTrouble &&
      trouble_at <= latest &&
      trouble_at > latestSuccess(learned, latest);
    if (inTrouble) return "bank_trouble";

    const state = stateOf({ status, country });
    if (state !== "connected" || doubted_at === null) return state;
    return doubted_at <= oldMark ? "unsure" : "checking";
  };
}

/**
 * What a status of Belvo's means for the person. In Brazil, consent is renewed in another place, so
 * nothing that is broken there is for update mode to repair.
 *
 * Source: Belvo, "Links" (`status`) and "My Belvo Portal".
 */
export function stateOf(link: { status: string; country: string | null }): LinkState {
  if (link.status === "valid") return "connected";
  if (link.country === "BR") return "elsewhere";

  switch (link.status) {
    case "invalid":
      return "password_needed";
    case "token_required":
      return "code_needed";
    case "unconfirmed":
      return "unfinished";
    default:
      return "unsure";
  }
}

const ACTORS: Record<LinkState, Actor | null> = {
  password_needed: "you",
  code_needed: "you",
  unfinished: "you",
  elsewhere: "you",
  bank_trouble: "bank",
  unsure: "us",
  checking: "us",
  connected: null,
};

function withoutFuture(health: LinkHealth, latest: string): LinkHealth {
  const past = (at: string | null) => (at !== null && at <= latest ? at : null);
  return {
    ...health,
    bank_trouble_at: past(health.bank_trouble_at),
    bank_read_at: past(health.bank_read_at),
    data_at: past(health.data_at),
    fetching_since: past(health.fetching_since),
    repaired_at: past(health.repaired_at),
    last_accessed_at: past(health.last_accessed_at),
  };
}

function isWithin(at: string | null, from: number, to: number): boolean {
  return at !== null && at > timestamp(from) && at <= timestamp(to);
}

/** When the bank was last known to work: by what comes of a login there, or by Belvo's word for it. */
function latestSuccess(health: StateMarks, latest: string): string {
  const { last_accessed_at, data_at, repaired_at, bank_read, bank_read_at } = health;
  const well_at = bank_read === "healthy" ? bank_read_at : null;
  return [last_accessed_at, data_at, repaired_at, well_at].reduce<string>(
    (last, at) => (at !== null && at > last && at <= latest ? at : last),
    "",
  );
}

function isFetching(health: LinkHealth, { accessMode, now }: Circumstances): boolean {
  const { fetching_since: since, data_at: dataAt, repaired_at: repairedAt } = health;
  if (since === null || accessMode !== "recurrent") return false;
  if (dataAt !== null && dataAt >= since) return false;
  const begun = repairedAt !== null && repairedAt > since ? repairedAt : since;
  return begun > timestamp(now - FETCHING_LASTS_MS);
}

function becauseOf(health: LinkHealth, state: LinkState): Because | null {
  const { status_seq, doubted_seq, bank_trouble_seq } = health;
  if (state === "bank_trouble") {
    const isRead = health.bank_read === "down" && health.bank_read_at === health.bank_trouble_at;
    return becauseAt(bank_trouble_seq, isRead ? "reading" : "refusal");
  }
  if (doubted_seq !== null && (state === "checking" || state === "unsure")) {
    return becauseAt(doubted_seq, "hint");
  }
  return becauseAt(status_seq, "reading");
}

function becauseAt(seq: number | null, kind: Because["kind"]): Because | null {
  return seq === null ? null : { seq, kind };
}

/** A repair's end and the reading that it rests on are timed by different clocks. */
const REPAIR_SLACK_MS = 60_000;

/**
 * Says whether a repair of ours brought a link back. Elsewhere is whatever else did: the fintech's
 * own app, another page, the bank.
 *
 * @returns `null` for a link that is not connected, and for one that has always been.
 */
export function deriveRepairedBy(
  {
    repaired_at: repairedAt,
    status_since: since,
  }: Pick<LinkHealth, "repaired_at" | "status_since">,
  state: LinkState,
): RepairedBy | null {
  if (state !== "connected" || since === null) return null;
  const isOurs =
    repairedAt !== null && repairedAt >= timestamp(Date.parse(since) - REPAIR_SLACK_MS);
  return isOurs ? "here" : "elsewhere";
}
