import type { Query, QueryClient } from "@tanstack/react-query";
import type { Link } from "#contract/link.ts";
import type { WidgetWords } from "../belvo-widget/hold-page.ts";
import { openUpdateWidget } from "../belvo-widget/open-update-widget.ts";
import { serverClock } from "../http/server-clock.ts";
import { cachedLinks } from "../links/cached-links.ts";
import { linkQueries } from "../links/link-queries.ts";
import { invalidateLinks, updateLink } from "../links/update-links.ts";
import { aboutBank } from "../words/about-bank.ts";
import type { Voice } from "../words/load-voice.ts";
import { claimLink } from "./claim-link.ts";
import { leaveFor, shownPage } from "./hosted-way.ts";
import { askOutcome, openHosted, openRepair, reportEvents } from "./repair-requests.ts";
import type { RepairEvent } from "./repair-state.ts";
import type { RepairTools } from "./repair-tools.ts";
import { resumeRepair, runHosted, type Return } from "./run-hosted.ts";
import { runRepair } from "./run-repair.ts";
import type { RepairSource, WidgetPlace } from "./widget-place.ts";

interface Surroundings {
  client: QueryClient;
  place: WidgetPlace;
  source: RepairSource;
  voice: Pick<Voice, "language" | "say">;
}

type Run<What> = (
  what: What,
  dispatch: (event: RepairEvent) => void,
  signal: AbortSignal,
) => Promise<void>;

export interface RepairRunner {
  /** @param signal Calls it off. */
  run: Run<string>;
  /** The same on Belvo's own page, as far as the way there. */
  runHosted: Run<string>;
  /** Goes on with one whose person is back from there. */
  resume: Run<Return>;
  /** Has the next widget made ready. */
  prepare: () => Promise<void>;
}

/** Gathers what {@link runRepair} needs from the page, the cache and our server. */
export function createRepairRunner(around: Surroundings): RepairRunner {
  return {
    run: (linkId, dispatch, signal) => runRepair(linkId, toolsOf(around, linkId, signal), dispatch),
    runHosted: (linkId, dispatch, signal) =>
      runHosted(linkId, toolsOf(around, linkId, signal), dispatch),
    resume: (back, dispatch, signal) =>
      resumeRepair(back, toolsOf(around, back.linkId, signal), dispatch),
    prepare: async () => {
      const { frames } = await around.place.widget();
      frames.prepare(around.source);
    },
  };
}

function toolsOf(
  { client, place, source, voice }: Surroundings,
  repairedId: string,
  signal: AbortSignal,
): RepairTools {
  const { after, host, behind } = place;
  const { language: locale, say } = voice;
  const about = aboutBank(findLink(client, repairedId)?.bank ?? { type: "bank" });
  const words: WidgetWords = {
    title: say("repair.screen", about),
    stuck: say("repair.stuck", about),
    leave: say("repair.leave"),
    hosted: say("repair.hosted"),
    expiring: say("repair.expiring"),
    startAgain: say("repair.startAgain"),
  };
  return {
    signal,
    claim: claimLink,
    takeFrame: async () => (await place.widget()).frames.take(source),
    openRepair: (linkId) => openRepair(linkId, signal),
    openHosted: (linkId) => openHosted(linkId, { from: shownPage(window), locale }, signal),
    goTo: (hostedUrl) => leaveFor(window, hostedUrl),
    openWidget: async (frame, { linkId, expiresAt, ...opening }) =>
      openUpdateWidget({
        tokenLivesMs: Date.parse(expiresAt) - serverClock.now(),
        offersHosted: source.widgetMode === "auto",
        ...{ frame, locale, words, host, behind, after, signal, ...opening },
        back: (await place.widget()).back,
        whenConnected: (callback) => whenConnected(client, linkId, callback),
      }),
    reportEvents,
    reportTrouble: (failure) => void place.widget().then(({ report }) => report(failure)),
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

function findLink(client: QueryClient, linkId: string): Link | undefined {
  const cached = client.getQueryCache().findAll({ queryKey: linkQueries.all });
  return cached
    .flatMap(({ queryKey }) => cachedLinks(client, queryKey).links)
    .find(({ id }) => id === linkId);
}

/** Calls back when a live change, or any other answer, has the link connected. */
function whenConnected(client: QueryClient, linkId: string, callback: () => void): () => void {
  return client.getQueryCache().subscribe(({ query }: { query: Query }) => {
    const { links } = cachedLinks(client, query.queryKey);
    if (links.some(({ id, state }) => id === linkId && state === "connected")) callback();
  });
}
