import * as z from "zod";
import { Seed } from "../faults/dials.ts";

export const BreakBody = z.strictObject({ as: z.enum(["invalid", "token_required"]) });

export const WebhookBody = z.strictObject({
  code: z.enum(["invalid_credentials", "token_required"]),
  times: z.int().min(1).max(3).default(1),
  delayMs: z.int().min(0).max(600_000).default(0),
  forged: z.boolean().default(false),
});

/** No address means no webhooks. */
export const WebhooksBody = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).nullable(),
  authorization: z.string().min(1).optional(),
});

export const ClockBody = z.strictObject({ advanceMs: z.number().min(0) });

export const ResetBody = z.strictObject({ seed: Seed.optional() });
