import { setTimeout as sleep } from "node:timers/promises";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endProcess } from "../../processes/end-process.ts";
import { startRelink } from "../../processes/start-relink.ts";
import type { Chance } from "../chance.ts";
import { WEBHOOK_AUTH } from "../probes.ts";
import { countRows, readStore } from "../read-store.ts";
import { until } from "../until.ts";
import { changeStatuses } from "./change-statuses.ts";
import { enterPeople, HOST_API_KEY } from "./enter-people.ts";
import { startLiveClient, type LiveClient } from "./live-client.ts";
import { startBelvo, type Belvo } from "./start-belvo.ts";
import { statusChanges } from "./status-changes.ts";
import { openTcpProxy } from "./tcp-proxy.ts";

const PEOPLE = 200;
const CUT_MS = 2_000;
/** Between two cuts, of one half of the people each; two make more than a cut lasts. */
const NEXT_CUT_MS = { from: 1_000, to: 1_600 };
/** How long the next cut is waited with for those who are not live again. */
const LIVE_AGAIN_MS = 1_500;
const CATCHING_UP_MS = 60_000;

export interface LiveReport {
  people: number;
  cuts: number;
  /** Changes of status at Belvo, and those of them that are in the log. */
  flips: number;
  logged: number;
  /** Changes that people were told of. */
  told: number;
  /** Streams that people had, one after another. */
  streams: number;
  /** People who were told anything else than each change of theirs, once, in the log's order. */
  mistold: string[];
  /** People whose stream began afresh at another time than the first. */
  reset: string[];
}

/** Cuts people off, a half of them at a time, while statuses change. */
export async function cutLive(cuts: number, chance: Chance): Promise<LiveReport> {
  const people = Array.from({ length: PEOPLE }, (_, index) => `person_${index}`);
  const dataDir = await mkdtemp(join(tmpdir(), "relink-live-"));
  const belvo = await startBelvo(people, chance);
  const settings = { BELVO_WEBHOOK_AUTH: WEBHOOK_AUTH, HOST_API_KEY };
  const relink = await startRelink({ dataDir, belvoUrl: belvo.url, settings, isQuiet: true });
  try {
    await until("the reconcile", () => countRows(dataDir, "links") === belvo.links.length);
    const clients = await liveThroughCuts({
      url: relink.url,
      dataDir,
      belvo,
      people,
      cuts,
      chance,
    });
    return { cuts, ...judge(clients, belvo, dataDir) };
  } finally {
    await endProcess(relink.child, "SIGKILL");
    belvo.close();
    await rm(dataDir, { recursive: true });
  }
}

interface Scene {
  url: string;
  dataDir: string;
  belvo: Belvo;
  people: readonly string[];
  cuts: number;
  chance: Chance;
}

async function liveThroughCuts(scene: Scene): Promise<LiveClient[]> {
  const { url, people, belvo, cuts, chance } = scene;
  const lines = [await openTcpProxy(url), await openTcpProxy(url)];
  const lineOf = (index: number) => lines[index % lines.length];
  const cookies = await enterPeople(url, people);
  const clients = people.map((person, index) =>
    startLiveClient({ url: lineOf(index)?.url ?? "", person, cookie: cookies[index] ?? "" }),
  );
  try {
    await until("that all are live", () => clients.every(({ resets }) => resets === 1));
    const enough = new AbortController();
    const changing = changeStatuses(url, belvo, chance, enough.signal);
    for (let cut = 0; cut < cuts; cut += 1) {
      // Who is cut off already cannot be cut off.
      const half = clients.filter((_, index) => lineOf(index) === lineOf(cut));
      await inTime("that they are live", () => half.every(({ isLive }) => isLive), LIVE_AGAIN_MS);
      lineOf(cut)?.cutFor(CUT_MS);
      await sleep(chance.between(NEXT_CUT_MS.from, NEXT_CUT_MS.to));
    }
    enough.abort();
    await changing;
    await allTold(scene, clients);
    return clients;
  } finally {
    for (const client of clients) client.stop();
    for (const line of lines) line.close();
  }
}

/** Waits until as many changes were told as there were: too few end the wait, too many are judged. */
async function allTold({ belvo }: Scene, clients: readonly LiveClient[]): Promise<void> {
  const flips = flipsOf(belvo);
  const isTold = () => clients.reduce((sum, { seen }) => sum + seen.length, 0) >= flips;
  await inTime("that all is told", isTold, CATCHING_UP_MS);
}

/** Waits for something that may as well not come. */
async function inTime(what: string, isSo: () => boolean, ms: number): Promise<void> {
  await until(what, isSo, ms).catch(() => undefined);
}

function judge(clients: readonly LiveClient[], belvo: Belvo, dataDir: string) {
  const changes = statusChanges(readStore(dataDir));
  const changesOf = (person: string) =>
    belvo.links
      .filter(({ external_id }) => external_id === person)
      .flatMap(({ id }) => changes.get(id) ?? [])
      .sort((a, b) => a - b);
  const isMistold = ({ person, seen }: LiveClient) => seen.join() !== changesOf(person).join();

  return {
    people: clients.length,
    flips: flipsOf(belvo),
    logged: [...changes.values()].flat().length,
    told: clients.reduce((sum, { seen }) => sum + seen.length, 0),
    streams: clients.reduce((sum, { streams }) => sum + streams, 0),
    mistold: clients.filter(isMistold).map(({ person }) => person),
    reset: clients.filter(({ resets }) => resets !== 1).map(({ person }) => person),
  };
}

const flipsOf = ({ links }: Belvo) => links.reduce((sum, { flips }) => sum + flips, 0);
