import { expect, it } from "vitest";
import { openSharedClock } from "./shared-clock.ts";

/** A database whose time is this far ahead of ours, and what it takes to answer. */
function aDatabase(aheadMs: number) {
  let own = 0;
  let wake: () => void = () => undefined;
  const database = {
    aheadMs,
    takesMs: [2],
    isAway: false,
    pass: (ms: number) => void (own += ms),
    async minute() {
      own += 60_000;
      wake();
      await new Promise(setImmediate);
    },
    options: {
      monotonic: () => own,
      readServer: () => {
        const half = (database.takesMs.shift() ?? 2) / 2;
        own += half;
        const time = own + database.aheadMs;
        own += half;
        return database.isAway ? Promise.reject(new Error("away")) : Promise.resolve(time);
      },
      sleep: () => new Promise<void>((resolve) => (wake = resolve)),
    },
    server: () => own + database.aheadMs,
  };
  return database;
}

it("shared clocks of instances whose own are minutes apart tell the database's time", async () => {
  for (const aheadMs of [-180_000, 0, 180_000]) {
    const database = aDatabase(aheadMs);
    const clock = await openSharedClock(database.options);
    database.pass(1_234);
    expect(clock.now()).toBe(database.server());
    clock.close();
  }
});

it("a shared clock goes by the answer that came quickest", async () => {
  const database = aDatabase(180_000);
  database.takesMs = [400, 2, 900];
  const { readServer } = database.options;
  let looks = 0;
  const clock = await openSharedClock({
    ...database.options,
    // Slow answers are one-sided: they come late.
    readServer: async () => (await readServer()) - (looks++ === 1 ? 0 : 150),
  });
  expect(clock.now()).toBe(database.server());
  clock.close();
});

it("a shared clock follows a database whose clock is set, within a minute", async () => {
  const database = aDatabase(0);
  const clock = await openSharedClock(database.options);
  database.aheadMs = 5_000;
  await database.minute();
  expect(clock.now()).toBe(database.server());
  clock.close();
});

it("a shared clock goes on while the database is away, and is not misled by a slow answer", async () => {
  const database = aDatabase(7_000);
  const clock = await openSharedClock(database.options);
  database.isAway = true;
  await database.minute();
  expect(clock.now()).toBe(database.server());

  database.isAway = false;
  const before = clock.now();
  database.takesMs = [4_000];
  database.aheadMs = 9_000;
  await database.minute();
  expect(clock.now() - before).toBe(64_000);
  clock.close();
});

it("a shared clock is not opened when the database does not tell the time", async () => {
  const database = aDatabase(0);
  database.isAway = true;
  await expect(openSharedClock(database.options)).rejects.toThrow("away");
});
