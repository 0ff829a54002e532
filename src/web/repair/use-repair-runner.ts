import { useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect, useMemo } from "react";
import { aboutBank } from "../i18n/about-bank.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { RepairRunner } from "../core/repair/repair-runner.ts";
import type { RepairSource } from "../core/repair/repair-environment.ts";
import { useCore } from "../core-context.ts";
import { importAgain } from "../loading/import-again.ts";
import { RepairEnvironmentContext } from "./repair-environment-context.ts";

export interface RunnerLoader {
  /** The runner, once it is here. */
  current: RepairRunner | null;
  /**
   * Fetches it with what opens the widget, so that a press knows at once which of both did not come.
   *
   * @throws {TimeoutError} When a script is still on its way after the time that an answer has.
   * @throws {OfflineError | TypeError} When one cannot be fetched.
   */
  load: () => Promise<RepairRunner>;
}

/** What runs repairs, fetched after the page's first paint. */
export function useRepairRunner(source: RepairSource): RunnerLoader {
  const core = useCore();
  const client = useQueryClient();
  const environment = useContext(RepairEnvironmentContext);
  if (!environment) throw new Error("useRepairRunner needs a RepairEnvironmentContext above it");
  const { language, t } = useI18n();

  const runner = useMemo(() => {
    const loader: RunnerLoader = {
      current: null,
      load: async () => {
        const [create] = await importAgain(() =>
          Promise.all([
            import("../core/repair/repair-runner.ts").then((it) => it.createRepairRunner),
            environment.widget(),
          ]),
        );
        loader.current ??= create({
          ...{ core, client, environment, source },
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
        return loader.current;
      },
    };
    return loader;
  }, [client, core, language, environment, source, t]);
  useEffect(() => () => runner.current?.drop(), [runner]);
  return runner;
}
