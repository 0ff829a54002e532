import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { joinSandbox } from "../../testing/server-bench/join-sandbox.ts";

const NOT_FOUND = Response.json([{ code: "not_found", message: "Not found.", request_id: "abc" }], {
  status: 404,
});

const REFUSED = Response.json([{ code: "authentication_failed", request_id: "abc" }], {
  status: 401,
});

function withoutOwners(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer).replaceAll('"user-42"', "null"));
}

describe("reconcile", () => {
  let belvo: FakeBelvo;
  let bench: Bench;
  let queries: string[];
  /** True for a page of Belvo's list that is past its end. */
  let isPast: (query: string) => boolean;
  /** True when Belvo does not take our keys. */
  let isRefused: boolean;
  /** Belvo leaves out an `external_id` that looks like a person's name or number. */
  let namesOwners: boolean;
  const ids = Array.from({ length: 7 }, () => randomUUID());

  beforeEach(async () => {
    belvo = createFakeBelvo("user-42");
    for (const id of ids) belvo.statuses.set(id, "valid");
    queries = [];
    isPast = () => false;
    isRefused = false;
    namesOwners = true;
    bench = await createBench({
      belvo: async (request) => {
        const { search } = new URL(request.url);
        queries.push(search);
        if (isRefused) return REFUSED.clone();
        if (isPast(search)) return NOT_FOUND.clone();
        const answer = await belvo.answer(request);
        return namesOwners ? answer : Response.json(withoutOwners(await answer.json()));
      },
    });
  });

  const rows = () => bench.store.selectFrom("links").selectAll().execute();
  const statuses = async () => new Map((await rows()).map(({ id, status }) => [id, status]));

  it("makes the store say what Belvo says, of links that it has and of new ones", async () => {
    expect(await bench.app.reconcile()).toBe(true);
    expect(await statuses()).toEqual(belvo.statuses);

    belvo.statuses.set(ids[0] ?? "", "invalid");
    belvo.statuses.set(randomUUID(), "token_required");
    bench.clock.advance(1_000);
    await bench.app.reconcile();
    expect(await statuses()).toEqual(belvo.statuses);
  });

  it("reads the broken links first", async () => {
    belvo.statuses.set(ids[3] ?? "", "invalid");
    await bench.app.reconcile();
    const { link_id: first } = await bench.store
      .selectFrom("evidence")
      .select("link_id")
      .orderBy("seq")
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(first).toBe(ids[3]);
  });

  it("marks a link gone that Belvo does not have when it is asked for it", async () => {
    await bench.app.reconcile();
    belvo.statuses.delete(ids[0] ?? "");
    bench.clock.advance(1_000);
    await bench.app.reconcile();
    expect((await rows()).filter(({ gone_at }) => gone_at !== null)).toMatchObject([
      { id: ids[0] },
    ]);
  });

  it("runs on one instance at a time, and on another when that one has died", async () => {
    const other = await createBench({
      belvo: belvo.answer,
      store: bench.store,
      clock: bench.clock,
    });
    const release = belvo.hold();
    const first = bench.app.reconcile();
    await until(() => belvo.asked.length === 1);
    expect(await other.app.reconcile()).toBe(false);
    bench.clock.advance(2 * 60_000 + 1);
    const second = other.app.reconcile();
    await until(() => belvo.asked.length === 2);
    release();
    // The second is kept from being done before the first finds that it is no longer its turn.
    const releaseSecond = belvo.hold();
    expect(await first).toBe(false);
    releaseSecond();
    expect(await second).toBe(true);
  });

  async function leaveSweepAt(phase: string, next_page: string | null): Promise<void> {
    const started_at = new Date(bench.clock.now()).toISOString();
    await bench.store
      .insertInto("sweeps")
      .values({ name: "links", started_at, phase, next_page, finished_at: null })
      .execute();
    bench.clock.advance(1_000);
  }

  it("resumes at the page at which it was stopped, and then starts over", async () => {
    await leaveSweepAt("all", "page=3&page_size=1000");
    expect(await bench.app.reconcile()).toBe(true);
    const [first, second] = queries.filter((query) => !query.includes("name__in"));
    expect(first).toContain("page=3");
    expect(second).toContain("status__in");
    expect(await statuses()).toEqual(belvo.statuses);
  });

  it("goes on with the next phase when the page at which it was stopped is no more", async () => {
    await leaveSweepAt("broken", "page=7&page_size=1000");
    isPast = (query) => query.includes("page=7");
    expect(await bench.app.reconcile()).toBe(true);
    expect(await statuses()).toEqual(belvo.statuses);
  });

  it("marks sixty gone links in one run", async () => {
    const many = Array.from({ length: 60 }, () => randomUUID());
    for (const id of many) belvo.statuses.set(id, "valid");
    await bench.app.reconcile();
    for (const id of many) belvo.statuses.delete(id);
    bench.clock.advance(60_000);

    const ends: boolean[] = [];
    void bench.app.reconcile().then((isDone) => ends.push(isDone));
    await until(() => {
      bench.clock.advance(1_000);
      return ends.length > 0;
    });
    expect(ends).toEqual([true]);
    const gone = (await rows()).filter(({ gone_at }) => gone_at !== null);
    expect(gone).toHaveLength(60);
  });

  it("waits for Belvo while it is away, gives up after minutes, and works the next time", async () => {
    belvo.isAway = true;
    const ends: boolean[] = [];
    void bench.app.reconcile().then((isDone) => ends.push(isDone));
    await until(() => {
      bench.clock.advance(1_000);
      return ends.length > 0;
    });
    expect(ends).toEqual([false]);
    expect(JSON.stringify(bench.logged)).toContain('{"job":"reconcile"');

    belvo.isAway = false;
    bench.clock.advance(60_000);
    expect(await bench.app.reconcile()).toBe(true);
  });

  it("runs again a minute after it failed, and a quarter of an hour after it did not", async () => {
    const MINUTE = 60_000;
    /** When the latest run was begun that came to its end. */
    const readBegun = async () => {
      const query = bench.store.selectFrom("leases").select("begun_at");
      const lease = await query.where("name", "=", "reconcile").executeTakeFirst();
      return Date.parse(lease?.begun_at ?? "1970-01-01");
    };
    const waitForNext = async (stepMs: number) => {
      const before = await readBegun();
      for (;;) {
        bench.clock.advance(stepMs);
        const begun = await readBegun();
        if (begun !== before) return begun;
      }
    };
    isRefused = true;
    await bench.app.start();
    await until(() => JSON.stringify(bench.logged).includes("a job failed"));
    const failed = bench.clock.now();
    isRefused = false;

    const first = await waitForNext(1_000);
    expect(first - failed).toBeGreaterThanOrEqual(MINUTE);
    expect(first - failed).toBeLessThan(2 * MINUTE);
    const second = await waitForNext(10_000);
    expect(second - first).toBeGreaterThanOrEqual(15 * MINUTE);
    expect(second - first).toBeLessThan(17 * MINUTE);
  });

  it.each([
    ["", true],
    [", also when Belvo does not name the link's owner", false],
  ])(
    "ends a repair as repaired whose tab was closed before the end came through%s",
    async (_also, names) => {
      belvo.statuses.set(ids[0] ?? "", "invalid");
      const person = await bench.signedIn("user-42");
      await person.get("/api/links");
      await person.send("POST", `/api/links/${ids[0]}/repairs`);
      bench.clock.advance(40_000);
      belvo.statuses.set(ids[0] ?? "", "valid");
      namesOwners = names;
      await bench.app.reconcile();

      const repairs = await bench.store.selectFrom("repairs").selectAll().execute();
      expect(repairs).toMatchObject([{ result: "repaired" }]);
    },
  );

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise(setImmediate);
  }
});

it("reconcile shows a link as broken after all webhooks were lost", async () => {
  const bench = await joinSandbox();
  await bench.control("PUT", "/faults", { webhooks: { lost: 1 } });
  await bench.app.reconcile();
  const person = await bench.signedIn("demo-hugo");
  const shown = async (linkId: string) => (await person.get(`/api/links/${linkId}`)).json;
  const linkId = await bench.linkWith("demo-hugo", "valid");
  expect(await shown(linkId)).toMatchObject({ link: { state: "connected" } });

  await bench.control("POST", `/links/${linkId}/break`, { as: "token_required" });
  await bench.quiet();
  bench.clock.advance(5_000);
  // Within the time in which a list that was just read is not read again.
  expect(await shown(linkId)).toMatchObject({ link: { state: "connected" } });
  await bench.app.reconcile();
  expect(await shown(linkId)).toMatchObject({ link: { state: "code_needed" } });
});
