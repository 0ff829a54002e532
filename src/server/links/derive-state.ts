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

/** What Belvo last said of how a bank is. */
export interface BankWord {
  /** `healthy` or `down`. */
  status: string;
  /** When Belvo was asked. */
  readAt: string;
}

/** The word of a row that has been joined, if there was one. */
export function bankWordOf(status: string | null, readAt: string | null): BankWord | null {
  return status === null || readAt === null ? null : { status, readAt };
}

/** What a link's state depends on besides its row. */
interface Circumstances {
  /** ISO 3166, upper case. */
  country: string | null;
  /** `null` for a bank that Belvo was never asked about. */
  bankWord: BankWord | null;
}

interface DerivedState {
  state: LinkState;
  actor: Actor | null;
  because: Because | null;
  bankTrouble: boolean;
  fetching: boolean;
  busyUntil: string | null;
}

/** The part of a link's health that its state rests on; some of it only after bank trouble. */
export type StateMarks = Pick<
  LinkHealth,
  "status" | "checked_at" | "doubted_at" | "bank_trouble_at" | "last_accessed_at"
> &
  Partial<Pick<LinkHealth, "data_at" | "repaired_at">>;

interface StateDeriver {
  /** A link's state alone. */
  stateOf(marks: StateMarks, around: Circumstances): LinkState;
  /**
   * All that a link's health means to its person.
   *
   * @param accessMode `recurrent` links fetch data by themselves after a repair.
   */
  derive(health: LinkHealth, around: Circumstances & { accessMode: string | null }): DerivedState;
}

/** Says what links' health means at a moment. What it is compared with is written once for all links. */
export function createStateDeriver(now: number): StateDeriver {
  const latest = timestamp(now + SKEW_MS);
  const oldReading = timestamp(now - READING_LASTS_MS);
  const oldTrouble = timestamp(now - TROUBLE_LASTS_MS);
  const oldMark = timestamp(now - CHECKING_LASTS_MS);
  const oldFetch = timestamp(now - FETCHING_LASTS_MS);
  const present = timestamp(now);
  const longestBusy = timestamp(now + BUSY_MS + SKEW_MS);
  const past = (at: string | null | undefined) => (at && at <= latest ? at : null);

  function isInTrouble(marks: StateMarks, bankWord: BankWord | null): boolean {
    const metAt = past(marks.bank_trouble_at);
    if (metAt === null || metAt <= latestSuccess(marks, bankWord)) return false;
    // What the link met lasts for as long as Belvo calls the bank down.
    const downAt = bankWord?.status === "down" ? past(bankWord.readAt) : null;
    return later(metAt, downAt) > oldTrouble;
  }

  /** When the bank was last known to work: by what comes of a login there, or by Belvo's word for it. */
  function latestSuccess(marks: StateMarks, bankWord: BankWord | null): string {
    const wellAt = bankWord?.status === "healthy" ? bankWord.readAt : null;
    return [marks.last_accessed_at, marks.data_at, marks.repaired_at, wellAt]
      .map(past)
      .reduce<string>(later, "");
  }

  function stateAt(marks: StateMarks, country: string | null, bankTrouble: boolean): LinkState {
    if (marks.checked_at <= oldReading) return "unsure";
    const state = stateOf({ status: marks.status, country });
    // What Belvo does not call valid stays so when the bank is back.
    if (state !== "connected") return state;
    if (bankTrouble) return "bank_trouble";
    if (marks.doubted_at === null) return state;
    return marks.doubted_at <= oldMark ? "unsure" : "checking";
  }

  function isFetching(health: LinkHealth, accessMode: string | null): boolean {
    const [since, dataAt] = [past(health.fetching_since), past(health.data_at)];
    if (since === null || accessMode !== "recurrent") return false;
    if (dataAt !== null && dataAt >= since) return false;
    return later(since, past(health.repaired_at)) > oldFetch;
  }

  return {
    stateOf: (marks, { country, bankWord }) =>
      stateAt(marks, country, isInTrouble(marks, bankWord)),
    derive(health, { accessMode, country, bankWord }) {
      const bankTrouble = isInTrouble(health, bankWord);
      const state = stateAt(health, country, bankTrouble);
      const { busy_until: busyUntil } = health;
      const isBusy = busyUntil !== null && busyUntil > present && busyUntil <= longestBusy;
      return {
        state,
        actor: ACTORS[state],
        because: becauseOf(health, state, bankWord),
        bankTrouble,
        fetching: state === "connected" && isFetching(health, accessMode),
        busyUntil: isBusy ? busyUntil : null,
      };
    },
  };
}

function later(a: string, b: string | null): string {
  return b !== null && b > a ? b : a;
}

/**
 * What a status of Belvo's means for the person. In Brazil, consent is renewed in another place, so
 * nothing that is broken there is for update mode to repair. A status that this version does not know is
 * neither well nor for the person to act on.
 *
 * Source: Belvo, "Links" (`status`) and "My Belvo Portal".
 */
export function stateOf(link: { status: string; country: string | null }): LinkState {
  const isBrazilian = link.country === "BR";
  switch (link.status) {
    case "valid":
      return "connected";
    case "invalid":
      return isBrazilian ? "elsewhere" : "password_needed";
    case "token_required":
      return isBrazilian ? "elsewhere" : "code_needed";
    case "unconfirmed":
      return isBrazilian ? "elsewhere" : "unfinished";
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

function becauseOf(
  health: LinkHealth,
  state: LinkState,
  bankWord: BankWord | null,
): Because | null {
  const { status_seq, doubted_seq, bank_trouble_at, bank_trouble_seq } = health;
  if (state === "bank_trouble") {
    const isRead = bankWord?.status === "down" && bankWord.readAt >= (bank_trouble_at ?? "");
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
