import { beforeEach, describe, expect, it } from "vitest";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

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

async function keepPoison(): Promise<void> {
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
    await keepPoison();
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

  it("deletes a week after it what was applied", async () => {
    await bench.webhook(aWebhook());
    await bench.app.settled();
    bench.clock.advance(8 * 24 * 60 * 60_000);
    await bench.webhook({ ...aWebhook(), request_id: "later" });
    await bench.app.settled();
    expect(await rows()).toHaveLength(1);
  });
});
