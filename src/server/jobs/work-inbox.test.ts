import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { timestamp } from "../store/timestamp.ts";
import { createInbox } from "./inbox.ts";
import { createInboxWorker } from "./work-inbox.ts";

const LINK_ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const aWebhook = (link_id = LINK_ID) => ({
  webhook_type: "LINK",
  webhook_code: "invalid_credentials",
  link_id,
});

let belvo: FakeBelvo;
let bench: Bench;

beforeEach(async () => {
  belvo = createFakeBelvo("user-42");
  belvo.statuses.set(LINK_ID, "invalid");
  bench = await createBench({ belvo: belvo.answer });
});

async function savePoison(): Promise<void> {
  await bench.webhook({ webhook_type: "ACCOUNTS", webhook_code: "poison" });
  await bench.app.settled();
  await bench.store
    .updateTable("inbox")
    .set({ body: '{"type":7}', applied_at: null, next_attempt_at: "" })
    .where("body", "like", "%poison%")
    .execute();
}

const rows = () => bench.store.selectFrom("inbox").selectAll().orderBy("received_at").execute();

describe("webhook inbox", () => {
  it("applies after a restart what was stored and not applied", async () => {
    await bench.webhook(aWebhook());
    await bench.app.settled();
    // As if the process had ended over the work, with the webhook still taken up.
    await bench.store.updateTable("inbox").set({ applied_at: null }).execute();
    await bench.store.deleteFrom("evidence").where("kind", "=", "webhook").execute();

    const { store, clock } = bench;
    const next = await createBench({ belvo: belvo.answer, store, clock });
    await next.app.start();
    await next.app.settled();
    clock.advance(30_001);
    await new Promise(setImmediate);
    await next.app.settled();
    expect((await rows())[0]?.applied_at).not.toBeNull();
    await next.drain();
  });

  it("parks a webhook that cannot be applied after five tries, and holds up no other", async () => {
    await savePoison();
    await bench.webhook(aWebhook());
    await bench.app.settled();
    expect((await rows()).filter(({ applied_at }) => applied_at !== null)).toHaveLength(1);

    for (let tries = 1; tries < 5; tries += 1) {
      bench.clock.advance(20_000);
      await new Promise(setImmediate);
      await bench.app.settled();
    }
    const parked = (await rows()).find(({ parked_at }) => parked_at !== null);
    expect(parked).toMatchObject({ attempts: 5, applied_at: null });
    expect(parked?.reason).toContain("Error");
    expect(JSON.stringify(bench.logged)).toContain("a webhook was laid aside");
  });

  it("logs each of many webhooks once, and has their links read by few questions", async () => {
    const person = await bench.signedIn("user-42");
    const links = Array.from({ length: 40 }, () => randomUUID());
    for (const link of links) belvo.statuses.set(link, "valid");
    await person.get("/api/links");
    const before = belvo.asked.length;

    const numbers = Array.from({ length: 400 }, (_, number) => number);
    const bodies = numbers.map((number) => ({
      ...aWebhook(links[number % links.length]),
      webhook_code: `code_${number % 300}`,
    }));
    const answers = await Promise.all(bodies.map((body) => bench.webhook(body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    await bench.app.settled();

    const logged = await bench.store
      .selectFrom("evidence")
      .select("body")
      .where("kind", "=", "webhook")
      .execute();
    const codes = logged.map(({ body }) => /code_\d+/.exec(body)?.[0]);
    expect(codes).toHaveLength(new Set(bodies.map((body) => JSON.stringify(body))).size);
    expect((await rows()).every(({ applied_at }) => applied_at !== null)).toBe(true);
    expect(belvo.asked.length - before).toBeLessThan(20);
  });

  it("applies the others of a batch when one cannot be applied", async () => {
    const person = await bench.signedIn("user-42");
    await person.get("/api/links");
    // Of two events that are alike, the second cannot be logged.
    await sql`create unique index no_twins on evidence (body)`.execute(bench.store);
    const [twin, other] = [aWebhook(), { ...aWebhook(), webhook_code: "token_required" }];
    await Promise.all(
      [{ ...twin, request_id: "1" }, { ...twin, request_id: "2" }, other].map((body) =>
        bench.webhook(body),
      ),
    );
    await bench.app.settled();
    expect((await rows()).map(({ attempts }) => attempts).sort()).toEqual([0, 0, 1]);
    expect((await rows()).filter(({ applied_at }) => applied_at !== null)).toHaveLength(2);
  });

  it("is worked also while webhooks pour in and in", async () => {
    const { store, clock } = bench;
    const inbox = createInbox({ store, now: clock.now, newId: randomUUID });
    const worker = createInboxWorker({
      store,
      reader: { readNow: () => Promise.resolve(), request: () => undefined },
      now: clock.now,
      sleep: clock.sleep,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      inbox,
      stopping: new AbortController().signal,
    });
    inbox.onArrival(() => worker.wake());
    const webhook = { type: "LINK", code: "any", linkId: null, errorCode: null };
    const applied = async () => (await rows()).filter(({ applied_at }) => applied_at !== null);
    do await inbox.save({ hash: randomUUID(), webhook });
    while ((await applied()).length === 0);
    await worker.settled();
    expect(await applied()).toHaveLength((await rows()).length);
  });

  it("asks Belvo whose an unknown link is, and stores the link", async () => {
    await bench.webhook(aWebhook());
    await bench.app.settled();
    const links = await bench.store.selectFrom("links").selectAll().execute();
    expect(links).toMatchObject([{ id: LINK_ID, external_id: "user-42", status: "invalid" }]);
  });

  it("finishes a webhook about a link that Belvo does not have", async () => {
    await bench.webhook(aWebhook("00000000-0000-4000-8000-000000000000"));
    await bench.app.settled();
    expect((await rows())[0]?.applied_at).not.toBeNull();
    expect(await bench.store.selectFrom("links").selectAll().execute()).toEqual([]);
  });

  it("keeps a webhook for as long as Belvo cannot be asked whose its link is", async () => {
    belvo.isAway = true;
    await bench.webhook(aWebhook());
    await bench.app.settled();
    for (let tries = 0; tries < 10; tries += 1) {
      bench.clock.advance(30_001);
      await new Promise(setImmediate);
      await bench.app.settled();
    }
    expect(await rows()).toMatchObject([{ attempts: 0, parked_at: null, applied_at: null }]);

    belvo.isAway = false;
    bench.clock.advance(30_001);
    await new Promise(setImmediate);
    await bench.app.settled();
    expect((await rows())[0]?.applied_at).not.toBeNull();
  });

  it("applies at once what was stored before the clock was set back by a day", async () => {
    belvo.isAway = true;
    await bench.webhook(aWebhook());
    await bench.app.settled();
    belvo.isAway = false;
    bench.clock.advance(-24 * 60 * 60_000);
    await bench.webhook({ ...aWebhook(), request_id: "later" });
    await bench.app.settled();
    expect((await rows()).every(({ applied_at }) => applied_at !== null)).toBe(true);
  });

  it("deletes a week after it what was applied, however much it is", async () => {
    const at = timestamp(bench.clock.now());
    const old = Array.from({ length: 1_200 }, (_, number) => ({
      id: randomUUID(),
      hash: String(number),
      received_at: at,
      body: "{}",
      next_attempt_at: at,
      applied_at: at,
    }));
    await bench.store.insertInto("inbox").values(old).execute();
    await bench.webhook(aWebhook());
    await bench.app.settled();
    bench.clock.advance(8 * 24 * 60 * 60_000);
    await bench.webhook({ ...aWebhook(), request_id: "later" });
    await bench.app.settled();
    expect(await rows()).toHaveLength(1);
  });
});
