import { beforeEach, describe, expect, it } from "vitest";
import { LinkDetail } from "#contract/history.ts";
import type { Link } from "#contract/link.ts";
import { LiveChange } from "#contract/live.ts";
import { WatchAnswer } from "#contract/watch.ts";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import type { FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { joinSandbox } from "../../testing/server-bench/join-sandbox.ts";
import { openPersonBench } from "../../testing/server-bench/open-person-bench.ts";
import type { LiveReader, Visitor } from "../../testing/server-bench/visitor.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const MINUTE = 60_000;

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;

beforeEach(async () => {
  ({ belvo, bench, person } = await openPersonBench(ID, "valid"));
  belvo.bankStatus = "down";
});

async function meetTrouble(): Promise<void> {
  belvo.refreshRefusal = { status: 400, code: "institution_down" };
  await person.send("POST", `/api/links/${ID}/refresh`);
}

const watch = (visitor = person, id = ID) => visitor.send("PUT", `/api/links/${id}/watch`);
const unwatch = (visitor = person, id = ID) => visitor.send("DELETE", `/api/links/${id}/watch`);

async function read(): Promise<Link> {
  return LinkDetail.parse((await person.get(`/api/links/${ID}`)).json).link;
}

/** A minute, and what the server does in it by itself. */
async function passMinute(times = 1): Promise<void> {
  for (let minutes = 0; minutes < times; minutes += 1) {
    bench.clock.advance(MINUTE);
    await bench.app.checkBanks();
  }
}

const asked = () => belvo.asked.filter((call) => call === "GET /api/institutions/").length;
const lines = () => bench.store.selectFrom("evidence").select("kind").execute();

describe("a watch", () => {
  it("is set while the bank is in trouble, as often as is asked", async () => {
    await meetTrouble();
    expect((await read()).watch).toBe("none");
    for (const answer of [await watch(), await watch()]) {
      expect(answer.status).toBe(200);
      expect(WatchAnswer.parse(answer.json).link.watch).toBe("asked");
    }
    expect((await read()).watch).toBe("asked");
  });

  it("is taken back", async () => {
    await meetTrouble();
    await watch();
    for (const answer of [await unwatch(), await unwatch()]) {
      expect(WatchAnswer.parse(answer.json).link.watch).toBe("none");
    }
  });

  it.each([
    ["valid", "already_connected"],
    ["invalid", "not_repairable_here"],
    ["resting", "not_repairable_here"],
  ])("is refused without trouble: %s", async (status, code) => {
    belvo.statuses.set(ID, status);
    await read();
    expect(await watch()).toMatchObject({ status: 409, json: { code } });
  });

  it("is for one's own links", async () => {
    await meetTrouble();
    const other = await bench.signedIn("user-43");
    expect((await watch(other)).status).toBe(404);
    expect((await unwatch(other)).status).toBe(404);
    expect((await watch(bench.visitor())).status).toBe(401);
    expect((await watch(person, "nonsense")).status).toBe(404);
  });

  it("of somebody who had the link before is not shown to who has it now", async () => {
    await meetTrouble();
    await watch();
    await bench.store.updateTable("watches").set({ external_id: "user-41" }).execute();
    expect((await read()).watch).toBe("none");
  });
});

describe("while Belvo says that the bank is down", () => {
  beforeEach(async () => {
    await meetTrouble();
    await watch();
  });

  it("goes on for as long, without a line of the log a minute", async () => {
    await passMinute(29);
    await bench.app.reconcile();
    await passMinute(29);
    person = await bench.signedIn("user-42");
    expect(await read()).toMatchObject({ state: "bank_trouble", actor: "bank", watch: "asked" });
    const kinds = (await lines()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "bank_read")).toHaveLength(1);
    expect((await read()).because?.kind).toBe("reading");
  });

  it("asks Belvo once a minute, for all banks at once", async () => {
    const before = asked();
    await passMinute(5);
    expect(asked() - before).toBe(5);
  });

  it("asks nothing when the watch was taken back", async () => {
    await unwatch();
    const before = asked();
    await passMinute(5);
    expect(asked()).toBe(before);
  });

  it("is watched by one instance", async () => {
    const { store, clock } = bench;
    const other = await createBench({ belvo: (request) => belvo.answer(request), store, clock });
    await passMinute();
    const before = asked();
    await other.app.checkBanks();
    expect(asked()).toBe(before);

    // The first one has died.
    clock.advance(2 * MINUTE);
    await other.app.checkBanks();
    expect(asked()).toBe(before + 1);
  });
});

describe("when the bank is back", () => {
  let live: LiveReader;

  beforeEach(async () => {
    await meetTrouble();
    await watch();
    live = await person.live();
    expect(await live.next()).toMatchObject({ event: "reset" });
    await passMinute();
    expect(await live.next()).toMatchObject({ data: { link: { state: "bank_trouble" } } });
  });

  async function told(): Promise<LiveChange> {
    return LiveChange.parse((await live.next())?.data);
  }

  it("ends the trouble as soon as Belvo says so, and tells open pages", async () => {
    belvo.bankStatus = "healthy";
    await passMinute();
    expect((await told()).link).toMatchObject({ state: "connected", watch: "back" });
    await live.close();
  });

  it("is told until it was seen", async () => {
    belvo.bankStatus = "healthy";
    await passMinute(3);
    expect((await read()).watch).toBe("back");
    await unwatch();
    expect((await read()).watch).toBe("none");
  });

  it("is told for a day, and then forgotten", async () => {
    belvo.bankStatus = "healthy";
    await passMinute();
    bench.clock.advance(24 * 60 * MINUTE);
    person = await bench.signedIn("user-42");
    expect((await read()).watch).toBe("none");
    await passMinute();
    expect(await bench.store.selectFrom("watches").selectAll().execute()).toEqual([]);
  });

  it("goes away again with the bank, and is back once more", async () => {
    belvo.bankStatus = "healthy";
    await passMinute();
    bench.clock.advance(1);
    await meetTrouble();
    expect(await read()).toMatchObject({ state: "bank_trouble", watch: "asked" });
    await passMinute();
    expect(await read()).toMatchObject({ state: "connected", watch: "back" });
  });

  it("is told by age when Belvo says nothing, to open pages too", async () => {
    belvo.bankStatus = null;
    await passMinute(17);
    expect((await told()).link).toMatchObject({ state: "connected", watch: "back" });
    await live.close();
  });

  it("is not said while Belvo has not been heard of for long", async () => {
    belvo.isAway = true;
    await passMinute(14);
    bench.clock.advance(17 * MINUTE);
    await bench.app.checkBanks();
    person = await bench.signedIn("user-42");
    expect(await read()).toMatchObject({ state: "unsure", watch: "asked" });
  });

  it("is found though Belvo could not be asked for a while", async () => {
    belvo.refusesBanks = true;
    await passMinute(3);
    expect((await read()).state).toBe("bank_trouble");
    belvo.refusesBanks = false;
    belvo.bankStatus = "healthy";
    await passMinute();
    expect((await read()).watch).toBe("back");
  });
});

it("follows the sandbox's dial from trouble to health", async () => {
  const joined = await joinSandbox();
  const visitor = await joined.signedIn("demo-hugo");
  await visitor.get("/api/links");
  const id = await joined.linkWith("demo-hugo", "valid");
  await joined.control("PUT", "/faults", { loginError: "institution_unavailable" });
  await visitor.send("POST", `/api/links/${id}/refresh`);
  expect((await watch(visitor, id)).status).toBe(200);

  const state = async () => LinkDetail.parse((await visitor.get(`/api/links/${id}`)).json).link;
  joined.clock.advance(MINUTE);
  await joined.app.checkBanks();
  expect(await state()).toMatchObject({ state: "bank_trouble", watch: "asked" });

  await joined.control("PUT", "/faults", {});
  joined.clock.advance(MINUTE);
  await joined.app.checkBanks();
  expect((await state()).watch).toBe("back");
  await joined.quiet();
});
