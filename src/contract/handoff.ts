import * as v from "valibot";
import { IsoTime, Url } from "./formats.ts";

/** Takes the repair of one link to another device of the person's. */
export const Handoff = v.object({
  /** Opens once, and soon. It has a code in it: nothing but the person's eyes may keep it. */
  url: Url,
  expiresAt: IsoTime,
});
export type Handoff = v.InferOutput<typeof Handoff>;
