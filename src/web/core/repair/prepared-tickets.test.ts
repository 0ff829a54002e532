import { beforeEach, expect, it, vi } from "vitest";
import type { RepairTicket } from "#contract/repair.ts";
import { ApiError } from "../http/api.ts";
import { KEPT_MS, PAUSE_MS } from "./intent-state.ts";
import { createPreparedTickets, type PreparedTickets } from "./prepared-tickets.ts";

const START = Date.parse("2026-11-22T12:00:00Z");

let time: number;
let timers: Set<{ at: number; callback: () => void }>;
let asked: {
  linkId: string;
  signal: AbortSignal;
  answer: (ticket: RepairTicket) => void;
  refuse: (error: Error) => void;
}[];
let tickets: PreparedTickets;
const onConnected = vi.fn();

beforeEach(() => {
  time = START;
  timers = new Set();
  asked = [];
  onConnected.mockReset();
  tickets = createPreparedTickets({
    prepare: (linkId, signal) =>
      new Promise((answer, refuse) => {
        asked.push({ linkId, signal, answer, refuse });
      }),
    onConnected,
    now: () => time,
    after: (ms, callback) => {
      const timer = { at: time + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
});

const ticket = (repairId: string): RepairTicket => {
  return { repairId, accessToken: "a", expiresAt: new Date(time + 600_000).toISOString() };
};

/** Answers a question, the first unless said, and lets it be heard. */
async function answer(repairId: string, place = 0): Promise<void> {
  asked[place]?.answer(ticket(repairId));
  await new Promise(setImmediate);
}

async function refuse(code: ConstructorParameters<typeof ApiError>[0]): Promise<void> {
  asked[0]?.refuse(new ApiError(code, null));
  await new Promise(setImmediate);
}

function pass(ms: number): void {
  time += ms;
  for (const { at, callback } of [...timers]) if (at <= time) callback();
}

it("a press has the ticket that was prepared for its link, once", async () => {
  tickets.intend("a");
  tickets.intend("a");
  await answer("1");
  expect(await tickets.take("a")).toMatchObject({ repairId: "1" });
  expect(await tickets.take("a")).toBeNull();
  expect(asked).toHaveLength(1);
});

it("a press while the ticket is on its way waits for the same one", async () => {
  tickets.intend("a");
  const taking = tickets.take("a");
  await answer("1");
  expect(await taking).toMatchObject({ repairId: "1" });
  expect(asked[0]?.signal.aborted).toBe(false);
});

it("a ticket that was taken is not called off by what the person turns to next", async () => {
  tickets.intend("a");
  const taking = tickets.take("a");
  tickets.intend("b");
  tickets.drop();
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([false, true]);
  await answer("1");
  expect(await taking).toMatchObject({ repairId: "1" });
});

it("a press of another link's button has none", async () => {
  tickets.intend("a");
  await answer("1");
  expect(await tickets.take("b")).toBeNull();
  expect(await tickets.take("a")).toMatchObject({ repairId: "1" });
});

it("there is one at a time: what was asked for before is called off", async () => {
  tickets.intend("a");
  tickets.intend("b");
  expect(asked.map(({ linkId, signal }) => [linkId, signal.aborted])).toEqual([
    ["a", true],
    ["b", false],
  ]);
  await answer("1");
  await answer("2", 1);
  expect(await tickets.take("a")).toBeNull();
  expect(await tickets.take("b")).toMatchObject({ repairId: "2" });
});

it("one that nobody used is thrown away after eight minutes", async () => {
  tickets.intend("a");
  await answer("1");
  pass(KEPT_MS - 1);
  tickets.intend("a");
  expect(asked).toHaveLength(1);
  pass(1);
  expect(await tickets.take("a")).toBeNull();
});

it("one that is gone when a computer wakes up is not used, though no timer has told of it", async () => {
  tickets.intend("a");
  await answer("1");
  time += 3_600_000;
  expect(await tickets.take("a")).toBeNull();
});

it("with the person what they had goes", async () => {
  tickets.intend("a");
  tickets.drop();
  expect(asked[0]?.signal.aborted).toBe(true);
  expect(await tickets.take("a")).toBeNull();
  expect([...timers]).toEqual([]);
});

it("a press asks by itself where preparing was refused, and nothing is prepared for a while", async () => {
  tickets.intend("a");
  const taking = tickets.take("a");
  await refuse("rate_limited");
  expect(await taking).toBeNull();

  tickets.intend("a");
  asked[1]?.refuse(new ApiError("rate_limited", null));
  await new Promise(setImmediate);
  expect(await tickets.take("a")).toBeNull();
  tickets.intend("b");
  expect(asked).toHaveLength(2);
  pass(PAUSE_MS);
  tickets.intend("b");
  expect(asked).toHaveLength(3);
});

it.each(["already_connected", "no_network", "no_answer"] as const)(
  "a press that waits is told %s, and does not ask again",
  async (code) => {
    tickets.intend("a");
    const taking = expect(tickets.take("a")).rejects.toMatchObject({ code });
    await refuse(code);
    await taking;
  },
);

it("a link that turns out to be connected is told of", async () => {
  tickets.intend("a");
  await refuse("already_connected");
  expect(onConnected).toHaveBeenCalledExactlyOnceWith("a");
  expect(await tickets.take("a")).toBeNull();
});
