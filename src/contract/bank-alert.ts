import * as v from "valibot";
import { Link } from "./link.ts";

/**
 * What `PUT` and `DELETE` of a watch answer: the link as it is after it.
 *
 * A watch can be set while the link's `bankTrouble` is true. Else `PUT` is refused: with
 * `already_connected` when the link is connected or only being checked, and with
 * `not_repairable_here` when something else is the matter than the bank.
 */
export const BankAlertAnswer = v.object({ link: Link });
export type BankAlertAnswer = v.InferOutput<typeof BankAlertAnswer>;
