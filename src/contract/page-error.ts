import * as v from "valibot";
import { pages } from "./routes.ts";

/** A line and a column of one of our own scripts, e.g. `/assets/index-B0H5FeGV.js:1:2345`. */
const ScriptPlace = v.pipe(v.string(), v.regex(/^\/assets\/[\w.-]{1,80}:\d{1,7}:\d{1,7}$/));

/**
 * A fault of ours in a person's page, for our log: what it is and where, and nothing of the person or
 * of what they saw. An error's message is left out, since anything can be in it.
 *
 * - `render`: a part of the page could not be drawn.
 * - `script`: anything else that nobody caught.
 * - `part_missing`: our server was there, and the script of a part of the page was not.
 * - `widget`: the bank's screen did not open, with the step that failed as its name.
 */
export const PageError = v.strictObject({
  kind: v.picklist(["render", "script", "part_missing", "widget"]),
  /** The error's class, e.g. `TypeError`. */
  name: v.pipe(v.string(), v.regex(/^[A-Za-z]{1,40}$/)),
  /** What the error passed through, innermost first. */
  at: v.pipe(v.array(ScriptPlace), v.maxLength(5)),
  /** The page by its pattern, which has nobody's ids in it; `null` for an address that is no page's. */
  page: v.nullable(v.enum(pages)),
});
export type PageError = v.InferOutput<typeof PageError>;
