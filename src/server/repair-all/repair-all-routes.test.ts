import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { RepairTicket } from "#contract/repair.ts";
import { RepairAllAnswer, type RepairAll } from "#contract/repair-all.ts";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

const A = "10cb4806-6e00-48a4-91c9-ca55968576c8";
const B = "20cb4806-6e00-48a4-91c9-ca55968576c8";
const C = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const WELL = "40cb4806-6e00-48a4-91c9-ca55968576c8";

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;

beforeEach(async () => {
  belvo = createFakeBelvo("user-42");
  belvo.statuses.set(B, "token_required").set(C, "invalid").set(A, "token_required");
  belvo.statuses.set(WELL, "valid");
  bench = await createBench({ belvo: (request) => belvo.answer(request) });
  person = await bench.signedIn("user-42");
});

function repairAllIn({ json }: { json: unknown }): RepairAll {
  const { repairAll } = v.parse(RepairAllAnswer, json);
  if (!repairAll) throw new Error("there is no repair-all");
  return repairAll;
}

const start = (visitor = person) => visitor.send("POST", "/api/repair-all");
const read = async (visitor = person) => repairAllIn(await visitor.get("/api/repair-all"));
const skip = (linkId: string) => person.send("POST", "/api/repair-all/skips", { linkId });
const unskip = (linkId: string) => person.send("DELETE", `/api/repair-all/skips/${linkId}`);

/** Later than a list that was just read counts as new. */
function later(ms = 15_000): void {
  bench.clock.advance(ms);
}

async function tryToRepair(linkId: string, end: object, status?: string): Promise<void> {
  later();
  const ticket = await person.send("POST", `/api/links/${linkId}/repairs`);
  const { repairId } = v.parse(RepairTicket, ticket.json);
  if (status !== undefined) belvo.statuses.set(linkId, status);
  await person.send("POST", `/api/repairs/${repairId}/outcome`, end);
}

const shown = ({ steps, currentLinkId }: RepairAll) => ({
  steps: steps.map(({ link, outcome, why }) => [link.id, outcome, why]),
  currentLinkId,
});

describe("repair-all", () => {
  it("takes the links that the person can repair, in the order of the list", async () => {
    const answer = await start();
    expect(answer.status).toBe(201);
    expect(shown(repairAllIn(answer))).toEqual({
      steps: [
        [C, "waiting", null],
        [A, "waiting", null],
        [B, "waiting", null],
      ],
      currentLinkId: C,
    });
  });

  it("is the same on another device, and starts once however often it is asked to", async () => {
    const other = await bench.signedIn("user-42");
    const answers = await Promise.all([start(), start(other), start()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map((answer) => repairAllIn(answer).id)).size).toBe(1);
    expect(await read(other)).toEqual(await read());
  });

  it("goes on to the next link when Belvo calls one valid", async () => {
    await start();
    await tryToRepair(C, { end: "succeeded" }, "valid");
    expect(shown(await read())).toEqual({
      steps: [
        [C, "repaired", null],
        [A, "waiting", null],
        [B, "waiting", null],
      ],
      currentLinkId: A,
    });
  });

  it("stays at a link whose repair did not work, and says why", async () => {
    await start();
    await tryToRepair(C, { end: "exited", lastErrorCode: "login_error" });
    const repairAll = await read();
    expect(repairAll.currentLinkId).toBe(C);
    expect(repairAll.steps[0]).toMatchObject({
      outcome: "waiting",
      why: "still_broken",
      lastTry: { result: "still_broken", error: "login" },
      link: { failedTries: 1 },
    });
  });

  it("knows nothing of repairs from before it started", async () => {
    await tryToRepair(C, { end: "exited" });
    later();
    await start();
    expect((await read()).steps[0]).toMatchObject({ lastTry: null, why: null });
  });

  it("skips a link and resumes it, however often it is asked to", async () => {
    await start();
    const once = repairAllIn(await skip(C));
    expect(shown(once)).toEqual({
      steps: [
        [C, "skipped", "skipped"],
        [A, "waiting", null],
        [B, "waiting", null],
      ],
      currentLinkId: A,
    });
    expect(repairAllIn(await skip(C))).toEqual(once);
    const back = repairAllIn(await unskip(C));
    expect(back.currentLinkId).toBe(C);
    expect(repairAllIn(await unskip(C))).toEqual(back);
  });

  it("keeps a link that the person can no longer repair, with the reason", async () => {
    await start();
    await bench.webhook({ webhook_type: "LINK", webhook_code: "odd", link_id: C });
    belvo.statuses.set(C, "resting");
    belvo.statuses.delete(A);
    later();
    expect(shown(await read())).toEqual({
      steps: [
        [C, "not_yours", "unsure"],
        [A, "not_yours", "gone"],
        [B, "waiting", null],
      ],
      currentLinkId: B,
    });
    await skip(B);
    expect((await read()).currentLinkId).toBeNull();
  });

  it("shows only the bank of a link that is somebody else's now", async () => {
    await start();
    await bench.store.updateTable("links").set({ external_id: "user-43" }).execute();
    const { steps } = v.parse(RepairAllAnswer, (await person.get("/api/repair-all")).json)
      .repairAll ?? {
      steps: [],
    };
    expect(steps[0]).toMatchObject({
      why: "gone",
      link: { bank: { name: "Erebor" }, state: "unsure", since: null },
    });
  });
});

describe("repair-all, when it is started again", () => {
  it("goes on, with the links that broke since at its end", async () => {
    const { id } = repairAllIn(await start());
    belvo.statuses.set(WELL, "invalid");
    later();
    const again = await start();
    expect(again.status).toBe(200);
    const repairAll = repairAllIn(again);
    expect(repairAll.id).toBe(id);
    expect(repairAll.steps.map(({ link }) => link.id)).toEqual([C, A, B, WELL]);
  });

  it("goes on with what was skipped, so that it is of all that can be repaired", async () => {
    await start();
    await skip(C);
    later();
    expect(shown(repairAllIn(await start()))).toEqual({
      steps: [
        [C, "waiting", null],
        [A, "waiting", null],
        [B, "waiting", null],
      ],
      currentLinkId: C,
    });
  });

  it("is a new one when the last one is over", async () => {
    const { id } = repairAllIn(await start());
    for (const linkId of [A, B, C]) await skip(linkId);
    expect((await read()).currentLinkId).toBeNull();
    const again = await start();
    expect(again.status).toBe(201);
    expect(repairAllIn(again).id).not.toBe(id);
    expect(repairAllIn(again).currentLinkId).toBe(C);
  });

  it("is refused when there is nothing to repair, and the last one is still shown", async () => {
    const { id } = repairAllIn(await start());
    for (const linkId of [A, B, C]) belvo.statuses.set(linkId, "valid");
    later();
    expect(await start()).toMatchObject({ status: 409, json: { code: "already_connected" } });
    expect(await read()).toMatchObject({ id, currentLinkId: null });
  });
});

describe("repair-all ends", () => {
  it("when the person dismisses it", async () => {
    await start();
    expect((await person.send("DELETE", "/api/repair-all")).status).toBe(204);
    expect((await person.send("DELETE", "/api/repair-all")).status).toBe(204);
    expect((await person.get("/api/repair-all")).json).toEqual({ repairAll: null });
    expect(await skip(C)).toMatchObject({ status: 404, json: { code: "not_found" } });
  });

  it("after a day", async () => {
    await start();
    bench.clock.advance(24 * 60 * 60_000);
    person = await bench.signedIn("user-42");
    expect((await person.get("/api/repair-all")).json).toEqual({ repairAll: null });
    expect((await start()).status).toBe(201);
    expect(await bench.store.selectFrom("walks").selectAll().execute()).toHaveLength(1);
    expect(await bench.store.selectFrom("walk_steps").selectAll().execute()).toHaveLength(3);
  });
});

it("repair-all is each person's own", async () => {
  await start();
  const other = await bench.signedIn("user-43");
  expect((await other.get("/api/repair-all")).json).toEqual({ repairAll: null });
  expect((await other.send("POST", "/api/repair-all/skips", { linkId: C })).status).toBe(404);
  expect((await bench.visitor().get("/api/repair-all")).status).toBe(401);
});

it.each([[WELL], ["50cb4806-6e00-48a4-91c9-ca55968576c8"]])(
  "repair-all answers 404 to a skip or a resume of a link that is not in it: %s",
  async (linkId) => {
    await start();
    expect((await skip(linkId)).status).toBe(404);
    expect((await unskip(linkId)).status).toBe(404);
  },
);

it("the store refuses a second open repair-all of one person", async () => {
  await start();
  const second = bench.store
    .insertInto("walks")
    .values({ id: C, external_id: "user-42", started_at: "", ended_at: null })
    .execute();
  await expect(second).rejects.toThrow();
});
