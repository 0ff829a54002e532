import * as z from "zod";
import { Seed } from "../faults/dials.ts";

export const BreakBody = z.strictObject({ as: z.enum(["invalid", "token_required"]) });

/** No address means no webhooks. */
export const WebhooksBody = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).nullable(),
  authorization: z.string().min(1).optional(),
});

export const ClockBody = z.strictObject({ advanceMs: z.number().min(0) });

export const ResetBody = z.strictObject({ seed: Seed.optional() });
