import { useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect, useMemo } from "react";
import { aboutBank } from "../i18n/about-bank.ts";
import { laterI18n, useI18n } from "../i18n/i18n-context.tsx";
import type { RepairRunner } from "../core/repair/repair-runner.ts";
import type { RepairSource } from "../core/repair/repair-environment.ts";
import { useCore } from "../core-context.ts";
import { inTime } from "../core/http/fetch-in-time.ts";
import type { I18n } from "../i18n/load-i18n.ts";
import { importAgain } from "../loading/import-again.ts";
import { PartMissingError } from "../loading/load-once.ts";
import { RepairEnvironmentContext } from "./repair-environment-context.ts";
import { RepairTold } from "./repair-told-part.ts";

export interface RunnerLoader {
  /** The runner, once it is here. */
  current: RepairRunner | null;
  /**
   * Fetches it with what opens the widget and what tells of a repair, so that a press knows at once that one of
   * them did not come.
   *
   * @param isPressed Somebody waits for it: what came to nothing before is asked for anew.
   * @throws {TimeoutError} When one is still on its way after the time that an answer has.
   * @throws {OfflineError | TypeError} When one cannot be fetched.
   */
  load: (isPressed: boolean) => Promise<RepairRunner>;
}

/** What runs repairs, fetched after the page's first paint. */
export function useRepairRunner(source: RepairSource): RunnerLoader {
  const core = useCore();
  const client = useQueryClient();
  const environment = useContext(RepairEnvironmentContext);
  if (!environment) throw new Error("useRepairRunner needs a RepairEnvironmentContext above it");
  const i18n = useI18n();

  const runner = useMemo(() => {
    const loader: RunnerLoader = {
      current: null,
      load: async (isPressed) => {
        const [create] = await Promise.all([
          importAgain(async () => {
            const [{ createRepairRunner }] = await Promise.all([
              import("../core/repair/repair-runner.ts"),
              environment.widget(),
            ]);
            return createRepairRunner;
          }),
          inTime(preloadTold(i18n, isPressed)),
        ]);
        loader.current ??= create({
          ...{ core, client, environment, source },
          locale: i18n.language,
          wordsFor: (type) => {
            const { t } = laterI18n(i18n, "pages");
            return {
              title: t("repair.screen", aboutBank({ type })),
              stuck: t("repair.stuck", aboutBank({ type })),
              leave: t("repair.leave"),
              hosted: t("repair.hosted"),
              expiring: t("repair.expiring"),
              startAgain: t("repair.startAgain"),
            };
          },
        });
        return loader.current;
      },
    };
    return loader;
  }, [client, core, environment, i18n, source]);
  useEffect(() => () => runner.current?.drop(), [runner]);
  return runner;
}

/** What came to nothing may have been asked for long before a press: then it is asked for once more. */
async function preloadTold(i18n: Pick<I18n, "messages">, isPressed: boolean): Promise<void> {
  try {
    await RepairTold.preload(i18n).catch((error: unknown) => {
      // Until then somebody else may wait for it, and would have to begin again.
      if (!isPressed || !(error instanceof PartMissingError) || !error.forget) throw error;
      error.forget();
      return RepairTold.preload(i18n);
    });
  } catch (error) {
    throw error instanceof PartMissingError ? error.cause : error;
  }
}
