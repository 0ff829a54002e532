import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { BrowserRouter } from "react-router-dom";
import { Announcer } from "../design/announcer.tsx";
import type { FirstData } from "#contract/first-data.ts";
import type { SessionTabs } from "../session/session-tabs.ts";
import { SessionTabsContext } from "../session/use-session.ts";
import { WidgetPlaceContext, type WidgetPlace } from "../repair/widget-place.ts";
import { createLanguageChoice } from "../words/choose-language.ts";
import type { Dialect, Voice } from "../words/load-voice.ts";
import { VoiceContext } from "../words/voice-context.tsx";
import { AppPages } from "./app-pages.tsx";
import { BrandContext, type Brand } from "./brand.ts";
import { createQueryClient } from "./create-query-client.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { FirstDataContext, keepFirstData, setFirstSession } from "./first-data.ts";

interface AppProps {
  /** How the page speaks at first. */
  voice: Voice;
  /** Fetches what the page says in a language. */
  speak: (dialect: Dialect) => Promise<Voice>;
  /** Keeps a person's choice of language for the next visit. */
  keepDialect: (dialect: Dialect) => void;
  brand: Brand;
  widgetPlace: WidgetPlace;
  tabs: SessionTabs;
  /** What the page came with; `null` where it has to ask for all. */
  firstData: FirstData | null;
}

/** The whole page: everything that stands above the single pages. */
export function App({ voice: firstVoice, speak, keepDialect, brand, ...parts }: AppProps) {
  const { widgetPlace, tabs, firstData } = parts;
  const [voice, setVoice] = useState(firstVoice);
  const [choose] = useState(() =>
    createLanguageChoice({ load: speak, keep: keepDialect, show: setVoice }),
  );
  const ownVoice = useMemo(() => ({ ...voice, choose }), [choose, voice]);
  useEffect(() => {
    document.documentElement.lang = voice.locale;
  }, [voice]);
  // For who the person is; what is known of them has a cache of its own.
  const [queryClient] = useState(() => {
    const client = createQueryClient();
    if (firstData) setFirstSession(client, firstData);
    return client;
  });
  const [first] = useState(() => keepFirstData(firstData));
  return (
    <VoiceContext value={ownVoice}>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <WidgetPlaceContext value={widgetPlace}>
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
          </WidgetPlaceContext>
        </QueryClientProvider>
      </ErrorBoundary>
    </VoiceContext>
  );
}
