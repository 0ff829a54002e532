import * as v from "valibot";
import { Int, IsoTime, Url, Uuid } from "./formats.ts";

/**
 * What a person can know of one of their bank connections.
 *
 * - `connected`: Belvo says `valid`.
 * - `password_needed`: `invalid`. The bank no longer takes the password that Belvo holds.
 * - `code_needed`: `token_required`. The bank wants a new one-time code.
 * - `unfinished`: `unconfirmed`. The connection was begun and never completed.
 * - `elsewhere`: broken, and repaired in another place than Belvo's update mode (Brazil).
 * - `bank_trouble`: Belvo says `valid`, and the bank is down or does not answer.
 * - `unsure`: Belvo could not be asked for long, refuses to say anything, or says something that this
 *   version does not know. A repair may be tried.
 * - `checking`: something gave reason to doubt `connected`, and Belvo is being asked.
 *
 * Source: Belvo, "Links" (`status`), "Widget update mode" and "Belvo API and Widget errors".
 */
export const LinkState = v.picklist([
  "password_needed",
  "code_needed",
  "unfinished",
  "elsewhere",
  "bank_trouble",
  "unsure",
  "checking",
  "connected",
]);
export type LinkState = v.InferOutput<typeof LinkState>;

/** Who can bring a link back: the person, their bank, or we. */
export const Actor = v.picklist(["you", "bank", "us"]);
export type Actor = v.InferOutput<typeof Actor>;

/**
 * The event that a state rests on: what Belvo said when it was asked, a hint that made us
 * doubt it, or a refusal.
 */
export const Because = v.object({
  seq: Int,
  kind: v.picklist(["reading", "hint", "refusal"]),
});
export type Because = v.InferOutput<typeof Because>;

/**
 * What kind of institution a link is at. An `employment` one has no password: people give it data that
 * name them. Of an `institution` nothing is known but that it is one.
 *
 * Source: Belvo's OpenAPI, `EnumInstitutionType`; `institution` is ours, for a type that is new.
 */
export const InstitutionType = v.picklist(["bank", "fiscal", "employment", "institution"]);
export type InstitutionType = v.InferOutput<typeof InstitutionType>;

/** A bank, or another institution, as people know it. Every part but the name may be missing at Belvo. */
export const Bank = v.object({
  name: v.string(),
  logoUrl: v.nullable(Url),
  /** `#rrggbb`. */
  color: v.nullable(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i))),
  /** ISO 3166, upper case. */
  country: v.nullable(v.string()),
  type: InstitutionType,
});
export type Bank = v.InferOutput<typeof Bank>;

/**
 * Whether the person wants to be told when the bank is back.
 *
 * - `asked`: they do, and the bank is in trouble, or nobody knows how the link is (`unsure`).
 * - `back`: they did, and it no longer is. Until they have seen it, or for 24 hours.
 */
export const BankAlert = v.picklist(["none", "asked", "back"]);
export type BankAlert = v.InferOutput<typeof BankAlert>;

/** Where a link that was broken became connected: in a repair made here, or without one. */
export const RepairedBy = v.picklist(["here", "elsewhere"]);
export type RepairedBy = v.InferOutput<typeof RepairedBy>;

/** A bank connection as the browser sees it: no secrets, and nothing that only Belvo needs. */
export const Link = v.object({
  id: Uuid,
  bank: Bank,
  state: LinkState,
  /** `null` while nothing needs doing. */
  actor: v.nullable(Actor),
  /** `null` for a state that was read before the log had it. */
  because: v.nullable(Because),
  /** When we first read the present state; `null` when the link was in it from the start. */
  since: v.nullable(IsoTime),
  /** When the link was made at Belvo; `null` where it does not say. */
  connectedAt: v.nullable(IsoTime),
  /** When Belvo last got data from the bank; `null` before the first time. */
  lastAccessedAt: v.nullable(IsoTime),
  /** When Belvo last told us the state. */
  checkedAt: IsoTime,
  /** When a repair made here was last confirmed by Belvo. */
  repairedAt: v.nullable(IsoTime),
  /** True while the bank is down or does not answer, as far as we have met it, whatever the state. */
  bankTrouble: v.boolean(),
  /** True while Belvo gets the latest data of a recurrent link, after a repair or a refresh. */
  fetching: v.boolean(),
  /** Until when the bank takes no new login, since one is open; `null` when it does. */
  busyUntil: v.nullable(IsoTime),
  /**
   * Logins that the bank refused in repairs of the last 24 hours, since the link was last valid; 10
   * at most. After a few more a bank may lock the account.
   */
  failedTries: Int,
  /**
   * Repairs of the last 24 hours that came to nothing though the bank worked, since the link was last
   * valid; 10 at most.
   */
  failedRepairs: Int,
  watch: BankAlert,
  /** `null` unless the link is connected now and was not before. */
  repairedBy: v.nullable(RepairedBy),
});
export type Link = v.InferOutput<typeof Link>;

/**
 * The newest event of the log that an answer knows of. Live updates go on from there: a stream that is
 * opened with it tells everything that the answer lacks, and nothing that it has.
 */
export const LastEventId = Int;

/**
 * The order of a list.
 *
 * - `needs`: those that need the person first, then by name.
 * - `name`: by the bank's name.
 * - `recent`: those whose data came last first.
 */
export const LinkSort = v.picklist(["needs", "name", "recent"]);
export type LinkSort = v.InferOutput<typeof LinkSort>;

/** The longest part of a bank's name that can be searched for, in characters. */
export const LONGEST_SEARCH = 100;

const StateCounts = v.object(v.entriesFromList(LinkState.options, Int));

/** A page of one person's links. */
export const LinkPage = v.object({
  links: v.array(Link),
  /** How many of the person's links match the filters, on all pages. */
  total: Int,
  /** How many of the person's links are in each state, whatever the filters of this page. */
  counts: StateCounts,
  /** The same of links that are not at banks, which these counts have too. */
  otherCounts: StateCounts,
  nextCursor: v.nullable(v.string()),
  /** When all of the list held: Belvo was last asked for it, or for every link in it. */
  asOf: IsoTime,
  /** True when Belvo cannot be asked now, or could not be for long: `asOf` then matters. */
  stale: v.boolean(),
  lastEventId: LastEventId,
});
export type LinkPage = v.InferOutput<typeof LinkPage>;

/** True where opening Belvo's widget in update mode can repair the link. */
export function canRepair(state: LinkState): boolean {
  return state === "password_needed" || state === "code_needed" || state === "unfinished";
}

interface Repairable extends Pick<Link, "state"> {
  bank: Pick<Bank, "country">;
}

/**
 * The same, and where nobody knows how the link is: Belvo says whether it can be updated. Links in
 * Brazil never can.
 */
export function canTryRepair({ state, bank }: Repairable): boolean {
  return canRepair(state) || (state === "unsure" && bank.country !== "BR");
}
