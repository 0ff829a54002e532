import * as v from "valibot";
import { Int } from "./formats.ts";

/**
 * Everything that our server may answer instead of what was asked for. The list is closed: the page
 * has words for each code, and for nothing else.
 */
export const ProblemCode = v.picklist([
  /** The request is not in the form that this API takes. */
  "invalid_request",
  /** No session, or one that has ended. */
  "unauthenticated",
  /** The request came from another site's page. */
  "forbidden_origin",
  /** The code of a login link that was never given out. */
  "entry_unknown",
  /** Of one that has been used as often as it may be. */
  "entry_used",
  /** Of one that is too old. */
  "entry_expired",
  /** Of one for the repair of a link that has been repaired since. */
  "entry_repaired",
  /** No such thing, or not this person's: the two are told apart for nobody. */
  "not_found",
  /** Belvo says the link is valid: there is nothing to repair. */
  "already_connected",
  /** The link is broken, but Belvo's update mode is not the way to repair it. */
  "not_repairable_here",
  /** Too many requests, by this person to us or by us to Belvo. */
  "rate_limited",
  /** Belvo gave no answer, or one that cannot be read. */
  "belvo_unreachable",
  /** Belvo answered and refused: its keys, its permissions, or a fault of ours. */
  "belvo_refused",
  /** We cannot write anything down just now. */
  "unavailable",
  /** A fault of ours. */
  "unexpected",
]);
export type ProblemCode = v.InferOutput<typeof ProblemCode>;

/**
 * The body of every refusal, as `application/problem+json`.
 *
 * Source: RFC 9457, with three members of our own: `code`, `field` and `requestId`.
 */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: Int,
  code: ProblemCode,
  /** The field that was refused, where it is one field that was. */
  field: v.optional(v.string()),
  /** What support asks for; also in the `X-Request-Id` header and in our log. */
  requestId: v.string(),
});
export type Problem = v.InferOutput<typeof Problem>;
