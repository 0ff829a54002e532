import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LabScene, TraceEvent } from "#contract/lab.ts";
import { RepairTicket } from "#contract/repair.ts";
import { WEBHOOK_AUTH } from "../../testing/server-bench/create-bench.ts";
import { openTestStore } from "../../testing/server-bench/open-test-store.ts";
import { joinSandbox, type JoinedBench } from "../../testing/server-bench/join-sandbox.ts";
import type { LiveReader, Visitor } from "../../testing/server-bench/visitor.ts";
import { logUnknownEvent } from "../../testing/server-bench/log-unknown-event.ts";
import { linksIn } from "./of-person.ts";
import { createTraceFeed } from "./trace-feed.ts";
import { createTraceHub } from "./trace-hub.ts";

let bench: JoinedBench;
let carla: Visitor;
let linkId: string;
let sceneId: string;
let trace: LiveReader;

beforeEach(async () => {
  bench = await joinSandbox({ withLab: true });
  carla = await bench.signedIn("demo-carla");
  const scene = await carla.send("POST", "/api/lab/scenes", { scenario: "webhook_forged" });
  ({ id: sceneId } = v.parse(LabScene, scene.json));
  await carla.get("/api/links");
  linkId = await bench.linkWith("demo-carla", "valid");
  bench.clock.advance(1_000);
  trace = await carla.trace();
});

async function act(name: string): Promise<void> {
  await carla.send("POST", "/api/lab/acts", { act: name, linkId, sceneId });
  await bench.quiet();
  bench.clock.advance(1_000);
}

/** Everything up to the end of the stream. */
async function told(): Promise<TraceEvent[]> {
  await bench.drain();
  const events: TraceEvent[] = [];
  for (let event = await trace.next(); event; event = await trace.next()) {
    const read = v.parse(TraceEvent, event.data);
    expect(event.event).toBe(read.event);
    events.push(read);
  }
  return events;
}

function only<Name extends TraceEvent["event"]>(events: TraceEvent[], name: Name) {
  return events.filter((each): each is Extract<TraceEvent, { event: Name }> => each.event === name);
}

describe("GET /api/lab/trace", () => {
  it("shows an event that a newer version has logged, and goes on without it", async () => {
    const own = { externalId: "demo-carla", linkId };
    await logUnknownEvent(bench.store, own, new Date(bench.clock.now()).toISOString());
    await act("break_password");
    const events = await told();
    expect(only(events, "event").map(({ kind }) => kind)).toContain("eclipse");
    expect(only(events, "state").length).toBeGreaterThan(0);
  });

  it("shows a break from its webhook to the state that it gives the link", async () => {
    await act("break_password");
    const events = await told();

    expect(only(events, "webhook")).toMatchObject([
      { type: "LINK", code: "invalid_credentials", linkId, accepted: true, repeat: false },
    ]);
    const calls = only(events, "belvo_call");
    expect(calls.map(({ path }) => path.split("&")[0])).toEqual([`/api/links/?id__in=${linkId}`]);
    expect(calls).toMatchObject([
      {
        method: "GET",
        status: 200,
        request: null,
        answer: { results: [{ id: linkId, status: "invalid" }] },
        failure: null,
      },
    ]);
    const event = only(events, "event");
    expect(event).toMatchObject([
      { linkId, kind: "webhook", body: { code: "invalid_credentials" } },
      { linkId, kind: "reading", body: { status: "invalid" } },
    ]);
    expect(only(events, "state")).toMatchObject([
      { linkId, before: "connected", after: "checking", actor: "us" },
      { linkId, before: "checking", after: "password_needed", actor: "you" },
    ]);
    const seqs = event.map(({ seq }) => seq);
    expect(only(events, "state").map(({ seq }) => seq)).toEqual(seqs);
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["webhook", "belvo_call", "event", "state"]),
    );
  });

  it("shows a repeated webhook twice, and one event in the log", async () => {
    await act("webhook_twice");
    const events = await told();
    expect(only(events, "webhook").map(({ repeat }) => repeat)).toEqual([false, true]);
    const kinds = only(events, "event").map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "webhook")).toHaveLength(1);
  });

  it("shows a forged webhook as refused, and nothing after it", async () => {
    await act("webhook_forged");
    expect(await told()).toMatchObject([
      { event: "webhook", accepted: false, type: null, code: null, linkId: null },
    ]);
  });

  it("shows calls to Belvo that get no answer", async () => {
    await act("belvo_away");
    await carla.send("POST", `/api/links/${linkId}/refresh`);
    const calls = only(await told(), "belvo_call");
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) {
      expect(call).toMatchObject({ status: null, answer: null, failure: "no_answer" });
    }
  });

  it("shows the events of a repair without any token, password or key", async () => {
    await act("break_password");
    const { json } = await carla.send("POST", `/api/links/${linkId}/repairs`);
    const { accessToken, repairId } = v.parse(RepairTicket, json);
    const said = { events: [{ name: "PAGE_LOAD", page: "/credentials" }] };
    await carla.send("POST", `/api/repairs/${repairId}/events`, said);
    await carla.send("POST", `/api/repairs/${repairId}/outcome`, { end: "exited" });
    await act("ask_for_code");
    const events = await told();

    expect(only(events, "event").map(({ kind }) => kind)).toEqual([
      ...["webhook", "reading", "repair_opened", "widget_event", "repair_ended"],
    ]);
    const tokenCall = only(events, "belvo_call").find(({ path }) => path === "/api/token/");
    expect(tokenCall).toMatchObject({
      method: "POST",
      request: { id: "•••", password: "•••", link_id: linkId },
      answer: { access: "•••", refresh: "•••" },
    });
    const raw = trace.raw();
    const keys = ["sandbox-id", "sandbox-password", WEBHOOK_AUTH, accessToken];
    for (const secret of [...keys, carla.cookie().split("=")[1] ?? "?"]) {
      expect(raw).not.toContain(secret);
    }
    expect(raw).not.toMatch(/eyJ|Basic |Bearer /);
  });

  it("sends each event to all readers, and none from before a reader came", async () => {
    const other = await bench.visitor().trace();
    await act("webhook_forged");
    const later = await bench.visitor().trace();
    await bench.drain();
    expect(await other.next()).toMatchObject({ event: "webhook" });
    expect(await later.next()).toBeNull();
  });

  it("is refused to another site's page, and to the thirteenth reader", async () => {
    const cross = await carla.get("/api/lab/trace?scenario=bank_down", {
      "Sec-Fetch-Site": "cross-site",
    });
    expect(cross).toMatchObject({ status: 403, json: { code: "forbidden_origin" } });
    const others = await Promise.all(Array.from({ length: 12 }, () => carla.trace()));
    expect(others.filter(({ status }) => status === 429)).toHaveLength(1);
    await trace.close();
    expect((await carla.trace()).status).toBe(200);
  });

  it("has nothing of anybody but the scene's person", async () => {
    const ana = await bench.signedIn("demo-ana");
    await ana.get("/api/links");
    const hers = await bench.linkWith("demo-ana", "valid");
    await bench.control("POST", `/links/${hers}/break`, { as: "invalid" });
    await bench.quiet();
    await ana.send("POST", `/api/links/${hers}/repairs`);
    await bench.quiet();
    bench.clock.advance(1_000);
    await act("break_password");

    const about = (await told()).flatMap((event) => linksIn(event));
    expect(new Set(about)).toEqual(new Set([linkId]));
    expect(trace.raw()).not.toMatch(/demo-ana/);
  });

  it("needs to know whose scene it is", async () => {
    for (const query of ["", "?scenario=../reset"]) {
      expect((await carla.get(`/api/lab/trace${query}`)).status).toBe(400);
    }
  });

  it("sends heartbeats, and ends when the server drains", async () => {
    bench.clock.advance(15_000);
    await new Promise(setImmediate);
    expect(await told()).toEqual([]);
    expect(trace.raw()).toContain("\n\n:\n\n");
    expect((await carla.trace()).status).toBe(503);
  });
});

it("a lab trace drops a reader that does not read", async () => {
  const hub = createTraceHub();
  const feed = createTraceFeed({
    hub,
    store: await openTestStore(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    sleep: () => new Promise(() => undefined),
    allowsLogo: () => false,
    now: Date.now,
  });
  const stream = await feed.open("demo-carla");
  const at = "2026-11-22T12:00:00.000Z";
  const refused = { type: null, code: null, linkId: null, accepted: false, repeat: false };
  for (let told = 0; told < 5_000; told += 1) hub.send({ event: "webhook", at, ...refused });

  await expect.poll(() => hub.hasListeners()).toBe(false);
  expect((await new Response(stream).text()).length).toBeLessThan(300 * 1024);
});
