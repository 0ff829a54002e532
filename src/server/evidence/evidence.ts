import * as z from "zod";
import { RepairResult, WidgetEvent } from "#contract/repair.ts";

/**
 * Everything that we learn about a link, by kind. Only a reading says how the link is; all else is
 * what people did, and what the widget said while they did it.
 */
export const Evidence = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("reading"),
    status: z.string(),
    lastAccessedAt: z.iso.datetime().nullable(),
  }),
  z.object({ kind: z.literal("repair_opened"), repairId: z.uuid(), status: z.string() }),
  z.object({ kind: z.literal("widget_event"), repairId: z.uuid(), event: WidgetEvent }),
  z.object({ kind: z.literal("repair_ended"), repairId: z.uuid(), result: RepairResult }),
]);
export type Evidence = z.infer<typeof Evidence>;
