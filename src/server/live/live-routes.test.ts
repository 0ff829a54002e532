import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkDetail } from "#contract/history.ts";
import { LinkPage } from "#contract/link.ts";
import { LiveChange } from "#contract/live.ts";
import { USER_HEADER } from "#contract/session.ts";
import { readHistory } from "../events/history.ts";
import { recordReadings } from "../sync/record-reading.ts";
import { createBench } from "../../testing/server-bench/create-bench.ts";
import { joinSandbox, type JoinedBench } from "../../testing/server-bench/join-sandbox.ts";
import { logUnknownEvent } from "../../testing/server-bench/log-unknown-event.ts";
import type { LiveReader, Visitor } from "../../testing/server-bench/visitor.ts";

let bench: JoinedBench;
let elena: Visitor;
let valid: string;

beforeEach(async () => {
  bench = await joinSandbox();
  elena = await bench.signedIn("demo-elena");
  await elena.get("/api/links");
  valid = await bench.linkWith("demo-elena", "valid");
  bench.clock.advance(1_000);
});

async function breakLink(linkId: string, as = "invalid"): Promise<void> {
  await bench.control("POST", `/links/${linkId}/break`, { as });
  await bench.quiet();
  bench.clock.advance(2_000);
}

async function nextChange(reader: LiveReader): Promise<LiveChange> {
  let event = await reader.next();
  // A stream that goes on from an event begins so.
  if (event?.event === "ready") event = await reader.next();
  expect(event?.event).toBe("change");
  const change = v.parse(LiveChange, event?.data);
  expect(event?.id).toBe(change.seq);
  return change;
}

/** Changes until one has an entry for the link's history. */
async function nextEntry(reader: LiveReader): Promise<LiveChange> {
  const change = await nextChange(reader);
  return change.entry ? change : nextEntry(reader);
}

/** As a browser opens its first stream: from the event that an answer knows of. */
const liveFrom = (lastEventId: number) => elena.live(undefined, `?lastEventId=${lastEventId}`);

describe("GET /api/live", () => {
  it("starts with a reset, and has the headers that keep proxies from holding it back", async () => {
    const live = await elena.live();
    expect(live.status).toBe(200);
    expect(live.headers.get("Content-Type")).toMatch(/^text\/event-stream/);
    expect(live.headers.get("Cache-Control")).toMatch(/no-cache.*no-transform/);
    expect(live.headers.get("X-Accel-Buffering")).toBe("no");
    expect(await live.next()).toMatchObject({ event: "reset" });
    expect(live.raw()).toMatch(/^retry: \d+\n\n/);
  });

  it("sends a change as soon as Belvo confirms that a link broke", async () => {
    const live = await elena.live();
    await live.next();
    await breakLink(valid);
    expect(await nextEntry(live)).toMatchObject({
      linkId: valid,
      link: { state: "password_needed", actor: "you" },
      entry: { kind: "state_read", state: "password_needed" },
    });
  });

  it("names in each event whom it is for, since a browser resumes a stream for whoever is there", async () => {
    const user = (await elena.get("/api/links")).headers.get(USER_HEADER);
    const live = await elena.live();
    expect(await live.next()).toMatchObject({ event: "reset", data: { user } });
    await breakLink(valid);
    const change = await live.next();
    expect(change).toMatchObject({ event: "change", data: { user } });
    const resumed = await elena.live(change?.id);
    expect(await resumed.next()).toMatchObject({ event: "ready", data: { user } });
  });

  it("sends nobody a change of another person's link", async () => {
    const ana = await (await bench.signedIn("demo-ana")).live();
    await ana.next();
    const live = await elena.live();
    await live.next();
    await breakLink(valid);
    await nextEntry(live);
    await breakLink(await bench.linkWith("demo-ana", "valid"));
    expect((await nextChange(ana)).linkId).not.toBe(valid);
    expect(ana.raw()).not.toContain(valid);
  });

  it("tells the former owner of a link that it is gone, and the new owner nothing of its past", async () => {
    const live = await elena.live();
    await live.next();
    await breakLink(valid);
    await nextEntry(live);
    await bench.store.write(async (tx) => {
      const at = new Date(bench.clock.now()).toISOString();
      const link = {
        id: valid,
        institution: "erebor_mx_retail",
        status: "valid",
        externalId: "demo-carla",
        accessMode: "recurrent",
        lastAccessedAt: null,
        createdAt: null,
      };
      await recordReadings(tx, { links: [link], askedAt: at, recordedAt: at });
    });

    expect(await nextChange(live)).toMatchObject({ linkId: valid, link: null });
    const own = { externalId: "demo-carla", linkId: valid };
    const past = await readHistory(bench.store, own, () => "connected");
    expect(past).toMatchObject([{ kind: "state_read", state: "connected" }]);
  });

  it("skips what a newer version has logged, and goes on", async () => {
    const live = await elena.live();
    const reset = await live.next();
    const own = { externalId: "demo-elena", linkId: valid };
    await logUnknownEvent(bench.store, own, new Date(bench.clock.now()).toISOString());
    await breakLink(valid);
    await logUnknownEvent(bench.store, own, new Date(bench.clock.now()).toISOString());
    expect(await nextEntry(live)).toMatchObject({ link: { state: "password_needed" } });
    expect(live.raw()).not.toContain("eclipse");

    const again = await elena.live(reset?.id);
    expect(await nextEntry(again)).toMatchObject({ link: { state: "password_needed" } });
    const detail = v.parse(LinkDetail, (await elena.get(`/api/links/${valid}`)).json);
    expect(detail.history[0]).toMatchObject({ kind: "state_read", state: "password_needed" });
  });

  it("resumes after the browser's last event id, and misses nothing", async () => {
    const live = await elena.live();
    const reset = await live.next();
    await live.close();
    await breakLink(valid);
    const others = await bench.linkWith("demo-elena", "valid");
    await breakLink(others, "token_required");

    const again = await elena.live(reset?.id);
    expect(await nextEntry(again)).toMatchObject({ linkId: valid });
    const last = await nextEntry(again);
    expect(last).toMatchObject({ linkId: others, link: { state: "code_needed" } });

    const third = await elena.live(last.seq);
    await breakLink(await bench.linkWith("demo-elena", "invalid"), "token_required");
    expect((await nextEntry(third)).seq).toBeGreaterThan(last.seq);
  });

  it("goes on from the event that a list knows of: what came after is told, what the list has is not", async () => {
    const { lastEventId } = v.parse(LinkPage, (await elena.get("/api/links")).json);
    const live = await liveFrom(lastEventId);
    expect(await live.next()).toMatchObject({ event: "ready" });
    await live.close();

    await breakLink(valid);
    const later = await liveFrom(lastEventId);
    expect(await later.next()).toMatchObject({ event: "ready" });
    const { seq } = await nextEntry(later);
    expect(seq).toBeGreaterThan(lastEventId);
    const detail = v.parse(LinkDetail, (await elena.get(`/api/links/${valid}`)).json);
    expect(detail.lastEventId).toBeGreaterThanOrEqual(seq);
  });

  it("resumes where the browser says it was, whatever its address says", async () => {
    const { lastEventId } = v.parse(LinkPage, (await elena.get("/api/links")).json);
    await breakLink(valid);
    const { seq } = await nextEntry(await liveFrom(lastEventId));
    await breakLink(valid, "token_required");
    const answer = await elena.live(seq, `?lastEventId=${lastEventId}`);
    expect(await answer.next()).toMatchObject({ event: "ready" });
    expect((await nextEntry(answer)).seq).toBeGreaterThan(seq);
  });

  it.each([
    ["one that our log does not have", 1_000_000],
    ["not a number", Number.NaN],
  ])("starts with a reset when the last event id is %s", async (_what, lastEventId) => {
    expect(await (await elena.live(lastEventId)).next()).toMatchObject({ event: "reset" });
  });

  it("sends a reset to a browser that has missed more than 500 events", async () => {
    const id = (await (await elena.live()).next())?.id ?? 0;
    await bench.store.write(async (tx) => {
      const body = '{"status":"valid","lastAccessedAt":null}';
      const at = "2026-11-22T12:00:00.000Z";
      const head = await tx.selectFrom("log_head").select("seq").executeTakeFirstOrThrow();
      const rows = Array.from({ length: 501 }, (_, index) => ({
        seq: head.seq + 1 + index,
        link_id: valid,
        external_id: "demo-elena",
        at,
        kind: "reading",
        body,
      }));
      await tx.insertInto("evidence").values(rows).execute();
      await tx
        .updateTable("log_head")
        .set({ seq: head.seq + 501 })
        .execute();
    });
    const reset = await (await elena.live(id)).next();
    expect(reset).toMatchObject({ event: "reset", id: id + 501 });
  });

  it("sends a slow reader every change, in order", async () => {
    const live = await elena.live();
    await live.next();
    for (let round = 0; round < 60; round += 1) {
      await breakLink(valid, round % 2 === 0 ? "invalid" : "token_required");
    }
    const read: number[] = [];
    while (read.length < 60) read.push((await nextEntry(live)).seq);
    expect(read).toEqual([...read].sort((a, b) => a - b));
    expect(new Set(read).size).toBe(60);
  });

  it("sends a heartbeat every fifteen seconds", async () => {
    const live = await elena.live();
    await live.next();
    bench.clock.advance(15_000);
    await breakLink(valid);
    await nextEntry(live);
    expect(live.raw()).toContain("\n\n:\n\n");
  });

  it("ends at once when the person signs out", async () => {
    const live = await elena.live();
    await live.next();
    await elena.send("DELETE", "/api/session");
    expect(await live.next()).toBeNull();
  });

  it("ends within a second when the session was ended on another instance", async () => {
    const live = await elena.live();
    await live.next();
    await bench.store.deleteFrom("sessions").execute();
    bench.clock.advance(1_000);
    expect(await live.next()).toBeNull();
  });

  it("ends when the server drains, and says when to come back", async () => {
    const live = await elena.live();
    await live.next();
    await bench.drain();
    expect(await live.next()).toBeNull();
    expect(live.raw()).toMatch(/retry: \d+\n\n$/);
    expect((await elena.live()).status).toBe(503);
  });

  it.each([
    [0, 1_000],
    [1, 5_000],
  ])(
    "tells browsers to come back at different times: with chance %d after %d ms",
    async (chance, ms) => {
      const nobodys = { count: 0, next: null, results: [] };
      const chancy = await createBench({
        belvo: () => Promise.resolve(Response.json(nobodys)),
        random: () => chance,
      });
      const live = await (await chancy.signedIn("user-42")).live();
      await live.next();
      await chancy.drain();
      expect(await live.next()).toBeNull();
      expect(live.raw().match(/retry: \d+/g)).toEqual([`retry: ${ms}`, `retry: ${ms}`]);
    },
  );

  it("is refused without a session, and to other sites' pages", async () => {
    expect((await bench.visitor().live()).status).toBe(401);
    const answer = await elena.get("/api/live", { "Sec-Fetch-Site": "cross-site" });
    expect(answer).toMatchObject({ status: 403, json: { code: "forbidden_origin" } });
  });

  it("is open twelve times at most, also when all are asked for at the same time", async () => {
    const asked = await Promise.all(Array.from({ length: 20 }, () => elena.live()));
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(12);
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(8);
  });

  it("is not opened by HEAD, so that no number of them keeps a person out", async () => {
    for (let times = 0; times < 13; times += 1) {
      expect((await elena.send("HEAD", "/api/live")).status).toBe(200);
    }
    expect((await elena.live()).status).toBe(200);
  });

  it("is open twelve times at most, until one is closed", async () => {
    const open = await Promise.all(Array.from({ length: 12 }, () => elena.live()));
    expect(open.map(({ status }) => status)).toEqual(open.map(() => 200));
    expect(await elena.get("/api/live")).toMatchObject({
      status: 429,
      json: { code: "rate_limited" },
    });
    await open[0]?.close();
    expect((await elena.live()).status).toBe(200);
  });
});
