import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createLocation, openTestStore } from "../../testing/server-bench/open-test-store.ts";
import type { Store } from "../store/open-store.ts";
import { createInbox, type Inbox } from "./inbox.ts";

const webhook = { type: "LINK", code: "invalid_credentials", linkId: null, errorCode: null };
const now = () => Date.parse("2026-11-22T12:00:00.000Z");

let stores: Store[];
let inboxes: Inbox[];
/** How many statements have saved something. */
let statements = 0;

/** Two instances on one store. */
beforeAll(async () => {
  const location = await createLocation();
  stores = [await openTestStore(location), await openTestStore(location)];
  inboxes = stores.map((store) => {
    const inbox = createInbox({ store, now, newId: randomUUID });
    inbox.onArrival(() => (statements += 1));
    return inbox;
  });
  return async () => {
    for (const store of stores) await store.destroy();
  };
});

function saveAt(instance: number, hash: string): Promise<boolean> {
  const inbox = inboxes[instance];
  if (!inbox) throw new Error("there is no such instance");
  return inbox.save({ hash, webhook });
}

async function rowsOf(hashes: readonly string[]) {
  const rows = await stores[0]
    ?.selectFrom("inbox")
    .select(["hash", "repeats"])
    .where("hash", "in", hashes)
    .execute();
  return new Map(rows?.map(({ hash, repeats }) => [hash, repeats]));
}

const UUID_V7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe("the inbox", () => {
  it("saves each webhook once, however many come at once, at which instance, and how often", async () => {
    const arrival = fc.record({
      name: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      at: fc.constantFrom(0, 1),
      /** Whether it waits until what came before it has been answered. */
      waits: fc.boolean(),
    });
    const arrivals = fc.array(arrival, { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(arrivals, async (all) => {
        const run = randomUUID();
        const answers: Promise<{ hash: string; isRepeat: boolean }>[] = [];
        for (const { name, at, waits } of all) {
          if (waits) await Promise.all(answers);
          const hash = `${name} of ${run}`;
          answers.push(saveAt(at, hash).then((isRepeat) => ({ hash, isRepeat })));
        }
        const answered = await Promise.all(answers);

        const counts = new Map<string, number>();
        for (const { hash } of answered) counts.set(hash, (counts.get(hash) ?? -1) + 1);
        expect(await rowsOf([...counts.keys()])).toEqual(counts);
        for (const hash of counts.keys()) {
          const first = answered.filter((each) => each.hash === hash && !each.isRepeat);
          expect(first).toHaveLength(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("gives ids that are UUIDs in the order of arrival", async () => {
    let at = now();
    const [store] = stores;
    if (!store) throw new Error("there is no store");
    const inbox = createInbox({ store, now: () => (at += 1), newId: randomUUID });
    const hashes = Array.from({ length: 5 }, () => randomUUID());
    for (const hash of hashes) await inbox.save({ hash, webhook });
    const rows = await store
      .selectFrom("inbox")
      .select(["id", "hash"])
      .where("hash", "in", hashes)
      .execute();
    const inOrder = rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(inOrder.map(({ hash }) => hash)).toEqual(hashes);
    for (const { id } of rows) expect(id).toMatch(UUID_V7);
  });

  it("is calm when all have their answer, or for those who wait when some groups have been saved", async () => {
    const [inbox] = inboxes;
    if (!inbox) throw new Error("there is no instance");
    await inbox.calm(1);

    const saved = saveAt(0, randomUUID());
    let isAnswered = false;
    void saved.then(() => (isAnswered = true));
    await inbox.calm(10);
    expect(isAnswered).toBe(true);

    // Each answer brings the next webhook, as in a flood.
    const stop = new AbortController();
    const flood = (async () => {
      while (!stop.signal.aborted) await saveAt(0, randomUUID());
    })();
    await inbox.calm(3);
    stop.abort();
    await flood;
  });

  it("saves what comes at once by one statement", async () => {
    const run = randomUUID();
    const before = statements;
    const saved = Array.from({ length: 100 }, (_, place) => saveAt(0, `${place} of ${run}`));
    expect(await Promise.all(saved)).toEqual(saved.map(() => false));
    expect(statements - before).toBe(1);
  });

  it("refuses all that it could not save, and saves what comes after", async () => {
    const location = await createLocation();
    const store = await openTestStore(location);
    const inbox = createInbox({ store, now, newId: randomUUID });
    await store.schema.alterTable("inbox").renameTo("elsewhere").execute();
    const lost = ["a", "b"].map((hash) => inbox.save({ hash, webhook }));
    for (const each of await Promise.allSettled(lost)) expect(each.status).toBe("rejected");

    await store.schema.alterTable("elsewhere").renameTo("inbox").execute();
    expect(await inbox.save({ hash: "a", webhook })).toBe(false);
  });
});
