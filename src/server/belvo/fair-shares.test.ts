import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { RepairTicket } from "#contract/repair.ts";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createVirtualClock, type VirtualClock } from "../../testing/server-bench/virtual-clock.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

/** Belvo turns away whoever sends more in 30 seconds. */
const BELVO_TAKES = 80;

let clock: VirtualClock;
let bench: Bench;
/** Whose a link is, by its id; `null` for nobody's. */
let owners: Map<string, string | null>;
/** When each call came that was answered. */
let calls: number[];
let turnedAway: number;

beforeEach(async () => {
  clock = createVirtualClock();
  owners = new Map();
  calls = [];
  turnedAway = 0;
  bench = await createBench({ belvo: (request) => Promise.resolve(answer(request)), clock });
});

function answer(request: Request): Response {
  const since = clock.now() - 30_000;
  if (calls.filter((at) => at > since).length >= BELVO_TAKES) {
    turnedAway += 1;
    return new Response("<html>no</html>", { status: 403 });
  }
  calls.push(clock.now());

  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/api/token/") return Response.json({ access: "a.b.c", refresh: "r" });
  if (pathname === "/api/institutions/") return Response.json({ next: null, results: [] });
  return pathname === "/api/links/" ? listing(searchParams) : one(pathname.split("/")[3] ?? "");
}

/** Pages of ten, whatever is asked for, as Belvo's own sandbox has them. */
function listing(asked: URLSearchParams): Response {
  const page = Number(asked.get("page") ?? "1");
  const found = [...owners.keys()].filter((id) => {
    const user = asked.get("external_id");
    const ids = asked.get("id__in");
    return (user === null || owners.get(id) === user) && (ids?.split(",").includes(id) ?? true);
  });
  asked.set("page", String(page + 1));
  const next = found.length > page * 10 ? `https://belvo.example/api/links/?${asked}` : null;
  return Response.json({ next, results: found.slice((page - 1) * 10, page * 10).map(linkBody) });
}

function one(id: string): Response {
  if (owners.has(id)) return Response.json(linkBody(id));
  const error = { code: "not_found", message: "Not found.", request_id: "0" };
  return Response.json([error], { status: 404 });
}

function linkBody(id: string) {
  const institution = "erebor_mx_retail";
  return { id, institution, status: "invalid", external_id: owners.get(id) };
}

function addLink(owner: string | null): string {
  const id = randomUUID();
  owners.set(id, owner);
  return id;
}

/** Lets work go on that needs no time to pass, until it calls Belvo no more. */
async function rest(): Promise<void> {
  for (let made = -1; made !== calls.length;) {
    made = calls.length;
    for (let turn = 0; turn < 200; turn += 1) await nextTurn();
  }
}

const press = (person: Visitor, linkId: string) =>
  person.send("POST", `/api/links/${linkId}/repairs`);

/** Somebody presses Update six times, and asks after each repair twice. */
async function pressWildly(externalId: string): Promise<void> {
  const linkId = addLink(externalId);
  const person = await bench.signedIn(externalId);
  for (let times = 0; times < 6; times += 1) {
    const { repairId } = v.parse(RepairTicket, (await press(person, linkId)).json);
    for (let asked = 0; asked < 2; asked += 1) {
      await person.send("POST", `/api/repairs/${repairId}/outcome`, { end: "succeeded" });
    }
  }
}

/** The lists of so many people who have not been here before. */
async function visitorsLists(count: number): Promise<unknown[]> {
  const lists = [];
  for (let each = 0; each < count; each += 1) {
    const externalId = `newcomer-${randomUUID()}`;
    addLink(externalId);
    const person = await bench.signedIn(externalId);
    const { status, json } = await person.get("/api/links");
    lists.push({ status, json });
  }
  return lists;
}

const fresh = (count: number) =>
  Array.from({ length: count }, () => ({ status: 200, json: { stale: false, links: [{}] } }));

describe("Belvo's calls are shared out so that", () => {
  it("somebody's first press is answered while two others press as often as they may", async () => {
    await pressWildly("user-1");
    await pressWildly("user-2");
    const linkId = addLink("user-3");
    const person = await bench.signedIn("user-3");
    expect((await press(person, linkId)).status).toBe(201);
    expect(turnedAway).toBe(0);
  });

  it("forty newcomers see a fresh list at once, just after forty webhooks of links that nobody owns", async () => {
    for (let each = 0; each < 40; each += 1) {
      const webhook_code = "historical_update";
      const link_id = addLink(null);
      await bench.webhook({ webhook_type: "ACCOUNTS", webhook_code, link_id, data: {} });
    }
    await rest();
    expect(await visitorsLists(40)).toMatchObject(fresh(40));
    expect(turnedAway).toBe(0);
  });

  it("forty newcomers see a fresh list at once while everybody's links are reconciled, which goes on after", async () => {
    for (let each = 0; each < 300; each += 1) addLink(`user-${each}`);
    const reconciling = bench.app.reconcile();
    await rest();
    expect(await visitorsLists(40)).toMatchObject(fresh(40));

    const isOver = reconciling.then(() => true);
    while (!(await Promise.race([isOver, rest().then(() => false)]))) clock.advance(10_000);
    expect(await reconciling).toBe(true);
    expect(turnedAway).toBe(0);
  });
});
