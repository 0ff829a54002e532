import { useQueryClient } from "@tanstack/react-query";
import { useContext, useMemo } from "react";
import { useVoice } from "../words/voice-context.tsx";
import type { RepairRunner } from "./repair-runner.ts";
import { WidgetPlaceContext, type RepairSource } from "./widget-place.ts";

export interface LateRunner {
  /** The runner, once it is here. */
  current: RepairRunner | null;
  /** @throws {TypeError} When its script cannot be fetched. */
  load: () => Promise<RepairRunner>;
}

/** What runs repairs, fetched after the page's first paint. */
export function useRepairRunner(source: RepairSource): LateRunner {
  const client = useQueryClient();
  const place = useContext(WidgetPlaceContext);
  if (!place) throw new Error("useRepairRunner needs a WidgetPlaceContext above it");
  const voice = useVoice();

  return useMemo(() => {
    const late: LateRunner = {
      current: null,
      load: async () => {
        const { createRepairRunner } = await import("./repair-runner.ts");
        late.current ??= createRepairRunner({ client, place, source, voice });
        return late.current;
      },
    };
    return late;
  }, [client, place, source, voice]);
}
