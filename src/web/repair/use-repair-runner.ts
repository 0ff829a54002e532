import { useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect, useMemo } from "react";
import { aboutBank } from "../i18n/about-bank.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { RepairRunner } from "../core/repair/repair-runner.ts";
import type { RepairSource } from "../core/widget/widget-place.ts";
import { useCore } from "../core-context.ts";
import { WidgetPlaceContext } from "./widget-place-context.ts";

export interface LateRunner {
  /** The runner, once it is here. */
  current: RepairRunner | null;
  /** @throws {TypeError} When its script cannot be fetched. */
  load: () => Promise<RepairRunner>;
}

/** What runs repairs, fetched after the page's first paint. */
export function useRepairRunner(source: RepairSource): LateRunner {
  const core = useCore();
  const client = useQueryClient();
  const place = useContext(WidgetPlaceContext);
  if (!place) throw new Error("useRepairRunner needs a WidgetPlaceContext above it");
  const { language, t } = useI18n();

  const runner = useMemo(() => {
    const late: LateRunner = {
      current: null,
      load: async () => {
        const { createRepairRunner } = await import("../core/repair/repair-runner.ts");
        late.current ??= createRepairRunner({
          ...{ core, client, place, source },
          locale: language,
          wordsFor: (type) => ({
            title: t("repair.screen", aboutBank({ type })),
            stuck: t("repair.stuck", aboutBank({ type })),
            leave: t("repair.leave"),
            hosted: t("repair.hosted"),
            expiring: t("repair.expiring"),
            startAgain: t("repair.startAgain"),
          }),
        });
        return late.current;
      },
    };
    return late;
  }, [client, core, language, place, source, t]);
  useEffect(() => () => runner.current?.drop(), [runner]);
  return runner;
}
