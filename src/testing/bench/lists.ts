import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { LinkPage, LONGEST_SEARCH } from "#contract/link.ts";
import { routes } from "#contract/routes.ts";
import { openStore, type Store } from "../../server/store/open-store.ts";
import { until } from "../faults/until.ts";
import { endProcess } from "../processes/end-process.ts";
import { startRelink } from "../processes/start-relink.ts";
import { startSandbox } from "../processes/start-sandbox.ts";
import { cpuMsOf } from "./cpu-of.ts";
import { describeLists, type ListTimes } from "./describe-lists.ts";
import { enterAs, HOST_API_KEY } from "./enter-as.ts";
import type { PartResult } from "./part-result.ts";
import { freshenLists, PART_OF_A_NAME, storePeople } from "./store-people.ts";

/**
 * How long our server takes for a page of a list, for people with few and with many links. Their
 * lists have been read just now, so that Belvo has no part in it.
 */
const PEOPLE = [5, 250, 1_000].map((links) => ({ externalId: `bench-${links}`, links }));
const ROUNDS = 60;
/** No more, since each asks in longer letters. */
const MOST_ROUNDS = 80;
const WARM_UP_ROUNDS = 10;
/** So many that a clock which ticks a hundred times a second tells them, and as searches may be long. */
const CPU_QUESTIONS = LONGEST_SEARCH - PART_OF_A_NAME.length;

interface Question {
  address: string;
  cookie: string;
  /** True for a browser that says which answer it has already. */
  isConditional?: boolean;
  times: ListTimes;
}

/** @param count Rounds. */
export async function measure(count: number | null): Promise<PartResult> {
  const dataDir = await mkdtemp(join(tmpdir(), "relink-bench-"));
  const sandbox = await startSandbox();
  try {
    const settings = { HOST_API_KEY };
    const { url, child } = await startRelink({ dataDir, belvoUrl: sandbox.url, settings });
    const store = await openStore(join(dataDir, "demo.db"));
    try {
      await reconciled(store);
      await storePeople(store, PEOPLE);
      const questions = await askable(store, url);
      await takeTimes(store, questions, Math.min(count ?? ROUNDS, MOST_ROUNDS));
      await takeCpu(store, questions, child.pid);
      await judgeCounts(questions);
      return describeLists(questions.map(({ times }) => times));
    } finally {
      await store.destroy();
      await endProcess(child, "SIGINT");
    }
  } finally {
    await endProcess(sandbox.child, "SIGKILL");
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The sandbox knows nothing of these people: a reconcile would let go of their links. */
function reconciled(store: Store): Promise<void> {
  return until("the first reconcile", async () => {
    const done = await store
      .selectFrom("sweeps")
      .select("name")
      .where("finished_at", "is not", null)
      .executeTakeFirst();
    return done !== undefined;
  });
}

/** @throws {Error} When lists have become shorter, so that the times are those of other lists. */
async function judgeCounts(questions: readonly Question[]): Promise<void> {
  for (const { address, cookie, times } of questions) {
    const { counts } = v.parse(LinkPage, JSON.parse(await ask(address, cookie)));
    const sum = Object.values(counts).reduce((all, count) => all + count, 0);
    if (sum !== times.links) throw new Error(`${times.links} links have become ${sum}`);
  }
}

function freshen(store: Store): Promise<void> {
  return freshenLists(
    store,
    PEOPLE.map(({ externalId }) => externalId),
  );
}

/** Each person's first page, a search, and a page from the middle of the list. */
async function askable(store: Store, url: string): Promise<Question[]> {
  const all = await Promise.all(
    PEOPLE.map(async ({ externalId, links }) => {
      const cookie = await enterAs(url, externalId);
      const list = `${url}${routes.links}`;
      const pages = [
        { what: "first page", address: list },
        { what: "search", address: `${list}?q=${PART_OF_A_NAME}` },
        { what: "not changed", address: list, isConditional: true },
        { what: "middle page", address: await middleOf(store, list, { cookie, links }) },
      ];
      return pages.map(({ what, ...question }) => ({
        ...question,
        cookie,
        times: { what, links, ms: new Array<number>(), cpuMs: null },
      }));
    }),
  );
  return all.flat();
}

/** A list of one page has no other in its middle. */
async function middleOf(
  store: Store,
  list: string,
  { cookie, links }: { cookie: string; links: number },
): Promise<string> {
  let address = list;
  for (let seen = 0; seen < links / 2;) {
    await freshen(store);
    const page = v.parse(LinkPage, JSON.parse(await ask(address, cookie)));
    if (page.nextCursor === null) break;
    seen += page.links.length;
    address = `${list}?cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  return address;
}

/** All questions take turns, in every round from another one on. */
async function takeTimes(
  store: Store,
  questions: readonly Question[],
  rounds: number,
): Promise<void> {
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1) {
    await freshen(store);
    const first = round % questions.length;
    for (const question of [...questions.slice(first), ...questions.slice(0, first)]) {
      const etag = await etagFor(question);
      const address = etag === null ? anew(question.address, round) : question.address;
      const began = performance.now();
      await ask(address, question.cookie, etag);
      if (round >= WARM_UP_ROUNDS) question.times.ms.push(performance.now() - began);
    }
  }
}

/** What the server's process takes for a question, when it is asked nothing else. */
async function takeCpu(
  store: Store,
  questions: readonly Question[],
  pid: number | undefined,
): Promise<void> {
  for (const question of questions) {
    const { address, cookie, times } = question;
    await freshen(store);
    const etag = await etagFor(question);
    const before = await cpuMsOf(pid);
    for (let asked = 0; asked < CPU_QUESTIONS; asked += 1) {
      await ask(etag === null ? anew(address, asked) : address, cookie, etag);
    }
    const after = await cpuMsOf(pid);
    times.cpuMs = before === null || after === null ? null : (after - before) / CPU_QUESTIONS;
  }
}

/**
 * The same question in other letters: blanks at the end of a search. Else the server would give again
 * what it gave before.
 */
function anew(address: string, time: number): string {
  const url = new URL(address);
  url.searchParams.set("q", `${url.searchParams.get("q") ?? ""}${" ".repeat(time + 1)}`);
  return url.href;
}

/** What the browser has already; `null` for a question of one that has nothing. */
async function etagFor({ address, cookie, isConditional }: Question): Promise<string | null> {
  if (!isConditional) return null;
  const { headers } = await fetch(address, { headers: { Cookie: cookie } });
  return headers.get("ETag");
}

async function ask(address: string, cookie: string, etag: string | null = null): Promise<string> {
  const headers = { Cookie: cookie, ...(etag !== null && { "If-None-Match": etag }) };
  const answer = await fetch(address, { headers });
  const expected = etag === null ? 200 : 304;
  if (answer.status !== expected) throw new Error(`a list was answered with ${answer.status}`);
  return answer.text();
}
