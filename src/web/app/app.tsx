import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { BrowserRouter } from "react-router-dom";
import { Announcer } from "../design/announcer.tsx";
import { WidgetPlaceContext, type WidgetPlace } from "../repair/use-repair-tools.ts";
import type { Voice } from "../words/load-words.ts";
import { VoiceContext } from "../words/voice-context.tsx";
import { AppPages } from "./app-pages.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";

interface AppProps {
  voice: Voice;
  queryClient: QueryClient;
  widgetPlace: WidgetPlace;
}

/** The whole page: everything that stands above the single pages. */
export function App({ voice, queryClient, widgetPlace }: AppProps) {
  return (
    <VoiceContext value={voice}>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <WidgetPlaceContext value={widgetPlace}>
            <Announcer>
              <BrowserRouter>
                <AppPages />
              </BrowserRouter>
            </Announcer>
          </WidgetPlaceContext>
        </QueryClientProvider>
      </ErrorBoundary>
    </VoiceContext>
  );
}
