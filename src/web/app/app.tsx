import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { BrowserRouter } from "react-router-dom";
import { Announcer } from "../design/announcer.tsx";
import { WidgetPlaceContext, type WidgetPlace } from "../repair/use-repair-tools.ts";
import type { Voice } from "../words/load-words.ts";
import { VoiceContext } from "../words/voice-context.tsx";
import { AppPages } from "./app-pages.tsx";
import { BrandContext, type Brand } from "./brand.ts";
import { createQueryClient } from "./create-query-client.ts";
import { ErrorBoundary } from "./error-boundary.tsx";

interface AppProps {
  voice: Voice;
  brand: Brand;
  widgetPlace: WidgetPlace;
}

/** The whole page: everything that stands above the single pages. */
export function App({ voice, brand, widgetPlace }: AppProps) {
  // For who the person is; what is known of them has a cache of its own.
  const [queryClient] = useState(() => createQueryClient(() => undefined));
  return (
    <VoiceContext value={voice}>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <WidgetPlaceContext value={widgetPlace}>
            <Announcer>
              <BrandContext value={brand}>
                <BrowserRouter>
                  <AppPages />
                </BrowserRouter>
              </BrandContext>
            </Announcer>
          </WidgetPlaceContext>
        </QueryClientProvider>
      </ErrorBoundary>
    </VoiceContext>
  );
}
