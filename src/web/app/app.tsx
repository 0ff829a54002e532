import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { BrowserRouter } from "react-router-dom";
import { Announcer } from "../design/announcer.tsx";
import type { FirstData } from "#contract/first-data.ts";
import type { SessionTabs } from "../core/session/session-tabs.ts";
import { SessionTabsContext } from "../session/use-session.ts";
import type { Core } from "../core/create-core.ts";
import { CoreContext } from "../core-context.ts";
import type { RepairEnvironment } from "../core/repair/repair-environment.ts";
import { RepairEnvironmentContext } from "../repair/repair-environment-context.ts";
import { createLanguageChoice } from "../i18n/choose-language.ts";
import { loadSameMessages, type I18n } from "../i18n/load-i18n.ts";
import type { UiLocale } from "../i18n/ui-locales.ts";
import { I18nContext } from "../i18n/i18n-context.tsx";
import { AppPages } from "./app-pages.tsx";
import { BrandContext, type Brand } from "../design/brand.ts";
import { createQueryClient } from "./create-query-client.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { FirstDataContext, keepFirstData, setFirstSession } from "./first-data.ts";

interface AppProps {
  core: Core;
  /** How the page speaks at first. */
  i18n: I18n;
  /** Fetches what the page says in a language. */
  fetchI18n: (uiLocale: UiLocale) => Promise<I18n>;
  /** True for who chose a language in this browser before. */
  hasChosenLocale: () => boolean;
  /** Keeps a person's choice of language for the next visit. */
  saveLocale: (uiLocale: UiLocale) => void;
  brand: Brand;
  repairEnvironment: RepairEnvironment;
  tabs: SessionTabs;
  /** What the page came with; `null` where it has to ask for all. */
  firstData: FirstData | null;
}

/** The whole page: everything that stands above the single pages. */
export function App({ core, i18n: firstI18n, fetchI18n, saveLocale, brand, ...parts }: AppProps) {
  const { repairEnvironment, tabs, firstData, hasChosenLocale } = parts;
  const [i18n, setI18n] = useState(firstI18n);
  const [choice] = useState(() =>
    createLanguageChoice({
      ...{ first: firstI18n, hasChosen: hasChosenLocale, keep: saveLocale, show: setI18n },
      load: async (uiLocale, shown) => {
        const next = await fetchI18n(uiLocale);
        await loadSameMessages(next, shown);
        return next;
      },
    }),
  );
  const ownI18n = useMemo(() => ({ ...i18n, ...choice }), [choice, i18n]);
  useEffect(() => {
    document.documentElement.lang = i18n.locale;
  }, [i18n]);
  // For who the person is; what is known of them has a cache of its own.
  const [queryClient] = useState(() => {
    const client = createQueryClient();
    if (firstData) setFirstSession({ client, clock: core.api.clock }, firstData);
    return client;
  });
  const [first] = useState(() => keepFirstData(firstData));
  return (
    <CoreContext value={core}>
      <I18nContext value={ownI18n}>
        <ErrorBoundary>
          <QueryClientProvider client={queryClient}>
            <RepairEnvironmentContext value={repairEnvironment}>
              <Announcer>
                <BrandContext value={brand}>
                  <SessionTabsContext value={tabs}>
                    <FirstDataContext value={first}>
                      <BrowserRouter>
                        <AppPages />
                      </BrowserRouter>
                    </FirstDataContext>
                  </SessionTabsContext>
                </BrandContext>
              </Announcer>
            </RepairEnvironmentContext>
          </QueryClientProvider>
        </ErrorBoundary>
      </I18nContext>
    </CoreContext>
  );
}
