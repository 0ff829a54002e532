import type { QueryClient } from "@tanstack/react-query";
import { openUpdateWidget } from "../belvo-widget/open-update-widget.ts";
import { linkQueries } from "../links/link-queries.ts";
import { invalidateLinks, updateLink } from "../links/update-links.ts";
import type { Voice } from "../words/load-voice.ts";
import { claimLink } from "./claim-link.ts";
import { askOutcome, openRepair, reportEvents } from "./repair-requests.ts";
import type { RepairEvent } from "./repair-state.ts";
import { runRepair, type RepairTools } from "./run-repair.ts";
import type { WidgetPlace } from "./widget-place.ts";

interface Surroundings {
  client: QueryClient;
  place: WidgetPlace;
  /** Where Belvo's script is. */
  widgetUrl: string;
  language: Voice["language"];
}

export interface RepairRunner {
  /** @param signal Calls it off. */
  run: (
    linkId: string,
    dispatch: (event: RepairEvent) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  /** Fetches Belvo's script ahead. */
  loadSdk: () => Promise<unknown>;
}

/** Gathers what {@link runRepair} needs from the page, the cache and our server. */
export function createRepairRunner(around: Surroundings): RepairRunner {
  return {
    run: (linkId, dispatch, signal) => runRepair(linkId, toolsOf(around, signal), dispatch),
    loadSdk: () => around.place.loadSdk(around.widgetUrl),
  };
}

function toolsOf(
  { client, place, widgetUrl, language }: Surroundings,
  signal: AbortSignal,
): RepairTools {
  const { after, host, behind } = place;
  const opening = { locale: language, host, behind, after, signal };
  return {
    signal,
    claim: claimLink,
    loadSdk: () => place.loadSdk(widgetUrl),
    openRepair: (linkId) => openRepair(linkId, signal),
    openWidget: (sdk, accessToken, heard) =>
      openUpdateWidget({ sdk, accessToken, ...opening, ...heard }),
    reportEvents,
    askOutcome: (repairId, end) => askOutcome(repairId, end, signal),
    now: () => performance.now(),
    wait: (ms) => new Promise((resolve) => void after(ms, resolve)),
    show: ({ link }) => updateLink(client, link),
    showAgain: async (linkId) => {
      const { link } = await client.query({ ...linkQueries.detail(linkId), staleTime: 0 });
      await updateLink(client, link);
    },
    refresh: () => void invalidateLinks(client),
  };
}
