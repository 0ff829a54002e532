import type { QueryClient } from "@tanstack/query-core";
import type { InstitutionType, Link } from "#contract/link.ts";
import type { WidgetWords } from "../widget/hold-page.ts";
import { awaitFrame } from "../widget/await-frame.ts";
import { openUpdateWidget } from "../widget/open-update-widget.ts";
import { invalidateLinks, updateLink } from "../links/update-links.ts";
import { claimLink } from "./claim-link.ts";
import { createRepairRequests } from "./repair-requests.ts";
import { createPreparedTickets, type PreparedTickets } from "./prepared-tickets.ts";
import type { RepairEvent } from "./repair-state.ts";
import type { RepairTools } from "./repair-tools.ts";
import { resumeRepair, runHosted, type Return } from "./run-hosted.ts";
import { runRepair } from "./run-repair.ts";
import type { Core } from "../create-core.ts";
import type { RepairSource, RepairEnvironment } from "./repair-environment.ts";
import type { WidgetLocale } from "../../widget-frame/frame-messages.ts";
import { copiesOf, whenConnected } from "./when-connected.ts";

interface Surroundings {
  core: Pick<Core, "api" | "links">;
  client: QueryClient;
  environment: RepairEnvironment;
  source: RepairSource;
  /** In which language the bank's screens are asked for. */
  locale: WidgetLocale;
  /** What we say around them. */
  wordsFor: (type: InstitutionType) => WidgetWords;
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
  /** The same, and a ticket: the person is likely to start the repair of this link. */
  intend: (linkId: string) => Promise<void>;
  /** Throws away what was made ready for this person. */
  drop: () => void;
}

/** Gathers what {@link runRepair} needs from the page, the cache and our server. */
export function createRepairRunner(given: Surroundings): RepairRunner {
  const { core, environment, source } = given;
  const repairs = createRepairRequests(core.api);
  const tickets = createPreparedTickets({
    prepare: repairs.prepare,
    // A failure is nobody's business: nothing was asked for.
    onConnected: (linkId) => void showAgain(given, linkId).catch(() => undefined),
    now: core.api.clock.now,
    after: environment.after,
  });
  const around = { ...given, repairs, tickets };
  const prepare = async () => {
    const { frames } = await environment.widget();
    frames.prepare(source);
  };
  return {
    run: (linkId, dispatch, signal) => runRepair(linkId, toolsOf(around, linkId, signal), dispatch),
    runHosted: (linkId, dispatch, signal) =>
      runHosted(linkId, toolsOf(around, linkId, signal), dispatch),
    resume: (back, dispatch, signal) =>
      resumeRepair(back, toolsOf(around, back.linkId, signal), dispatch),
    prepare,
    intend: (linkId) => {
      tickets.intend(linkId);
      return prepare();
    },
    drop: tickets.drop,
  };
}

async function showAgain(
  { core: { links }, client }: Pick<Surroundings, "core" | "client">,
  linkId: string,
): Promise<void> {
  const { link } = await client.query({ ...links.detail(linkId), staleTime: 0 });
  await updateLink(client, link);
}

interface Around extends Surroundings {
  repairs: ReturnType<typeof createRepairRequests>;
  tickets: PreparedTickets;
}

/** The page knows the server's time to a second or so. */
const CLOCK_SLACK_MS = 2_000;

function toolsOf(
  { core, client, environment, source, locale, wordsFor, repairs, tickets }: Around,
  repairedId: string,
  signal: AbortSignal,
): RepairTools {
  const { api } = core;
  const { after, host, appRoot, locks } = environment;
  const since = api.clock.now() - CLOCK_SLACK_MS;
  const words = wordsFor(findLink(client, repairedId)?.bank.type ?? "bank");
  const offersHosted = source.widgetMode === "auto";
  const around = { host, appRoot, after, words, offersHosted };
  return {
    signal,
    claim: (linkId) => claimLink(api.nameOf(`repair-${linkId}`), locks),
    takeFrame: async (unwanted) => (await environment.widget()).frames.take(source, unwanted),
    awaitFrame: (taking, waitedMs) =>
      environment.widget().then(
        ({ back }) => awaitFrame({ ...around, taking, waitedMs, back, signal }),
        () => taking,
      ),
    openRepair: (linkId) => repairs.open(linkId, signal),
    takePrepared: tickets.take,
    openPrepared: (repairId) => repairs.openPrepared(repairId, signal),
    openHosted: (linkId) =>
      repairs.openHosted(linkId, { from: environment.shownPage(), locale }, signal),
    goTo: environment.goTo,
    openWidget: async (frame, { linkId, expiresAt, ...opening }) =>
      openUpdateWidget({
        tokenLivesMs: Date.parse(expiresAt) - api.clock.now(),
        ...{ frame, locale, ...around, ...opening },
        back: (await environment.widget()).back,
        whenConnected: (callback) => whenConnected(client, { linkId, since }, callback),
      }),
    reportEvents: repairs.reportEvents,
    reportTrouble: (failure) => void environment.widget().then(({ report }) => report(failure)),
    askOutcome: (repairId, end) => repairs.askOutcome(repairId, end, signal),
    whenConnected: (linkId, callback) => whenConnected(client, { linkId, since }, callback),
    now: () => performance.now(),
    wait: (ms) => new Promise((resolve) => void after(ms, resolve)),
    show: ({ link }) => updateLink(client, link),
    showAgain: (linkId) => showAgain({ core, client }, linkId),
    refresh: () => void invalidateLinks(client),
  };
}

function findLink(client: QueryClient, linkId: string): Link | undefined {
  return copiesOf(client, linkId)[0];
}
