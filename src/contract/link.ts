import * as z from "zod/mini";

/**
 * What a person can know of one of their bank connections.
 *
 * - `connected`: Belvo says `valid`.
 * - `password_needed`: `invalid`. The bank no longer takes the password that Belvo holds.
 * - `code_needed`: `token_required`. The bank wants a new one-time code.
 * - `unfinished`: `unconfirmed`. The connection was begun and never completed.
 * - `elsewhere`: broken, and repaired in another place than Belvo's update mode (Brazil).
 * - `bank_trouble`: an API call was just refused because the bank is down or does not answer.
 * - `unsure`: Belvo could not be asked for long, refuses to say anything, or says something that this
 *   version does not know. A repair may be tried.
 * - `checking`: something gave reason to doubt `connected`, and Belvo is being asked.
 *
 * Source: Belvo, "Links" (`status`), "Widget update mode" and "Belvo API and Widget errors".
 */
export const LinkState = z.enum([
  "password_needed",
  "code_needed",
  "unfinished",
  "elsewhere",
  "bank_trouble",
  "unsure",
  "checking",
  "connected",
]);
export type LinkState = z.infer<typeof LinkState>;

/** Who can bring a link back: the person, their bank, or we. */
export const Actor = z.enum(["you", "bank", "us"]);
export type Actor = z.infer<typeof Actor>;

/**
 * The event that a state rests on: what Belvo said when it was asked, a hint that made us
 * doubt it, or a refusal.
 */
export const Because = z.object({
  seq: z.int(),
  kind: z.enum(["reading", "hint", "refusal"]),
});
export type Because = z.infer<typeof Because>;

/**
 * What kind of institution a link is at. An `employment` one has no password: people give it data that
 * name them. Of an `institution` nothing is known but that it is one.
 *
 * Source: Belvo's OpenAPI, `EnumInstitutionType`; `institution` is ours, for a type that is new.
 */
export const InstitutionType = z.enum(["bank", "fiscal", "employment", "institution"]);
export type InstitutionType = z.infer<typeof InstitutionType>;

/** A bank, or another institution, as people know it. Every part but the name may be missing at Belvo. */
export const Bank = z.object({
  name: z.string(),
  logoUrl: z.nullable(z.url()),
  /** `#rrggbb`. */
  color: z.nullable(z.string().check(z.regex(/^#[0-9a-f]{6}$/i))),
  /** ISO 3166, upper case. */
  country: z.nullable(z.string()),
  type: InstitutionType,
});
export type Bank = z.infer<typeof Bank>;

/**
 * Whether the person wants to be told when the bank is back.
 *
 * - `asked`: they do, and the bank is in trouble, or nobody knows (`unsure`).
 * - `back`: they did, and it no longer is. Until they have seen it, or for 24 hours.
 */
export const BankAlert = z.enum(["none", "asked", "back"]);
export type BankAlert = z.infer<typeof BankAlert>;

/** Where a link that was broken became connected: in a repair made here, or without one. */
export const RepairedBy = z.enum(["here", "elsewhere"]);
export type RepairedBy = z.infer<typeof RepairedBy>;

/** A bank connection as the browser sees it: no secrets, and nothing that only Belvo needs. */
export const Link = z.object({
  id: z.uuid(),
  bank: Bank,
  state: LinkState,
  /** `null` while nothing needs doing. */
  actor: z.nullable(Actor),
  /** `null` for a state that was read before the log had it. */
  because: z.nullable(Because),
  /** When we first read the present state; `null` when the link was in it from the start. */
  since: z.nullable(z.iso.datetime()),
  /** When the link was made at Belvo; `null` where it does not say. */
  connectedAt: z.nullable(z.iso.datetime()),
  /** When Belvo last got data from the bank; `null` before the first time. */
  lastAccessedAt: z.nullable(z.iso.datetime()),
  /** When Belvo last told us the state. */
  checkedAt: z.iso.datetime(),
  /** When a repair made here was last confirmed by Belvo. */
  repairedAt: z.nullable(z.iso.datetime()),
  /** True while Belvo gets the latest data of a recurrent link, after a repair or a refresh. */
  fetching: z.boolean(),
  /** Until when the bank takes no new login, since one is open; `null` when it does. */
  busyUntil: z.nullable(z.iso.datetime()),
  /**
   * Logins that the bank refused in repairs of the last 24 hours, since the link was last valid; 10
   * at most. After a few more a bank may lock the account.
   */
  failedTries: z.int(),
  /**
   * Repairs of the last 24 hours that came to nothing though the bank worked, since the link was last
   * valid; 10 at most.
   */
  failedRepairs: z.int(),
  watch: BankAlert,
  /** `null` unless the link is connected now and was not before. */
  repairedBy: z.nullable(RepairedBy),
});
export type Link = z.infer<typeof Link>;

/**
 * The newest event of the log that an answer knows of. Live updates go on from there: a stream that is
 * opened with it tells everything that the answer lacks, and nothing that it has.
 */
export const LastEventId = z.int();

/**
 * The order of a list.
 *
 * - `needs`: those that need the person first, then by name.
 * - `name`: by the bank's name.
 * - `recent`: those whose data came last first.
 */
export const LinkSort = z.enum(["needs", "name", "recent"]);
export type LinkSort = z.infer<typeof LinkSort>;

/** The longest part of a bank's name that can be searched for, in characters. */
export const LONGEST_SEARCH = 100;

/** A page of one person's links. */
export const LinkPage = z.object({
  links: z.array(Link),
  /** How many of the person's links match the filters, on all pages. */
  total: z.int(),
  /** How many of the person's links are in each state, whatever the filters of this page. */
  counts: z.record(LinkState, z.int()),
  /** The same of links that are not at banks, which these counts have too. */
  otherCounts: z.record(LinkState, z.int()),
  nextCursor: z.nullable(z.string()),
  /** When all of the list held: Belvo was last asked for it, or for every link in it. */
  asOf: z.iso.datetime(),
  /** True when Belvo cannot be asked now, or could not be for long: `asOf` then matters. */
  stale: z.boolean(),
  lastEventId: LastEventId,
});
export type LinkPage = z.infer<typeof LinkPage>;

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
