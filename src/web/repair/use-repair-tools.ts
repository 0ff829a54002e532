import type { QueryClient } from "@tanstack/react-query";
import { createContext, useContext, useMemo } from "react";
import type { BelvoSdk } from "../belvo-widget/belvo-sdk.ts";
import { openUpdateWidget } from "../belvo-widget/open-update-widget.ts";
import { linkQueries } from "../links/link-queries.ts";
import { showReading } from "../links/show-reading.ts";
import { useVoice } from "../words/voice-context.tsx";
import { claimLink } from "./claim-link.ts";
import { askOutcome, openRepair, reportEvents } from "./repair-requests.ts";
import type { RepairTools } from "./run-repair.ts";

/** What a repair needs of the browser page that it runs in. */
export interface WidgetPlace {
  loadSdk: (src: string) => Promise<BelvoSdk>;
  /** Where Belvo draws; see `index.html`. */
  host: HTMLElement;
  /** All the rest of the page. */
  behind: HTMLElement;
  after: (ms: number, callback: () => void) => () => void;
}

export const WidgetPlaceContext = createContext<WidgetPlace | null>(null);

/** Gathers what {@link runRepair} needs from the page, the cache and our server. */
export function useRepairTools(client: QueryClient, widgetUrl: string): RepairTools {
  const place = useContext(WidgetPlaceContext);
  if (!place) throw new Error("useRepairTools needs a WidgetPlaceContext above it");
  const { language } = useVoice();

  return useMemo(() => {
    const { after, host, behind } = place;
    const refresh = () => void client.invalidateQueries({ queryKey: linkQueries.all });
    return {
      claim: claimLink,
      loadSdk: () => place.loadSdk(widgetUrl),
      openRepair,
      openWidget: (sdk, accessToken, heard) =>
        openUpdateWidget({
          sdk,
          accessToken,
          locale: language,
          host,
          behind,
          after,
          ...heard,
        }),
      reportEvents,
      askOutcome,
      wait: (ms) => new Promise((resolve) => void after(ms, resolve)),
      show: ({ link }) => showReading(client, link),
      showAgain: async (linkId) => {
        const { link } = await client.query({ ...linkQueries.detail(linkId), staleTime: 0 });
        showReading(client, link);
      },
      refresh,
    };
  }, [client, language, place, widgetUrl]);
}
