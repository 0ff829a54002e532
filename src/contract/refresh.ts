import * as v from "valibot";
import { Link } from "./link.ts";

/**
 * What came of asking for fresh data.
 *
 * - `started`: Belvo is on it.
 * - `fresh_already`: it was done minutes ago, and Belvo does not do it again so soon.
 * - `needs_you`: the link turned out to be broken; its state says how.
 * - `login_refused`: the bank refused the login, and Belvo does not call the link broken for it yet.
 * - `bank_trouble`: the bank is down or does not answer.
 * - `busy`: the bank has a login open for these credentials. `link.busyUntil` says when to try again.
 *
 * Source: Belvo, "Belvo API and Widget errors".
 */
export const RefreshResult = v.picklist([
  "started",
  "fresh_already",
  "needs_you",
  "login_refused",
  "bank_trouble",
  "busy",
]);
export type RefreshResult = v.InferOutput<typeof RefreshResult>;

/** The link as Belvo has it after the attempt. */
export const RefreshOutcome = v.object({ result: RefreshResult, link: Link });
export type RefreshOutcome = v.InferOutput<typeof RefreshOutcome>;
