import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkDetail } from "#contract/history.ts";
import type { Link } from "#contract/link.ts";
import { LiveChange } from "#contract/live.ts";
import { BankAlertAnswer } from "#contract/bank-alert.ts";
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
  return v.parse(LinkDetail, (await person.get(`/api/links/${ID}`)).json).link;
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

describe("a bank alert", () => {
  it("is set while the bank is in trouble, however often it is asked for", async () => {
    await meetTrouble();
    expect((await read()).watch).toBe("none");
    for (const answer of [await watch(), await watch()]) {
      expect(answer.status).toBe(200);
      expect(v.parse(BankAlertAnswer, answer.json).link.watch).toBe("asked");
    }
    expect((await read()).watch).toBe("asked");
  });

  it("is set for a link that broke meanwhile too, which its person may still repair", async () => {
    await meetTrouble();
    belvo.statuses.set(ID, "invalid");
    await bench.app.reconcile();
    expect(await read()).toMatchObject({ state: "password_needed", bankTrouble: true });
    expect((await watch()).status).toBe(200);
    await passMinute();
    expect((await read()).watch).toBe("asked");
    expect((await person.send("POST", `/api/links/${ID}/handoff`)).status).toBe(201);
    expect((await person.send("POST", "/api/repair-all")).status).toBe(201);
    expect((await person.send("POST", `/api/links/${ID}/repairs`)).status).toBe(201);
    belvo.bankStatus = "healthy";
    await passMinute();
    expect(await read()).toMatchObject({ state: "password_needed", watch: "back" });
  });

  it("can be cancelled, more than once", async () => {
    await meetTrouble();
    await watch();
    for (const answer of [await unwatch(), await unwatch()]) {
      expect(v.parse(BankAlertAnswer, answer.json).link.watch).toBe("none");
    }
  });

  it.each([
    ["valid", "already_connected"],
    ["invalid", "not_repairable_here"],
    ["resting", "not_repairable_here"],
  ])(
    "is refused for a link of status %s whose bank is not in trouble: %s",
    async (status, code) => {
      belvo.statuses.set(ID, status);
      await read();
      expect(await watch()).toMatchObject({ status: 409, json: { code } });
    },
  );

  it("is for the person's own links only", async () => {
    await meetTrouble();
    const other = await bench.signedIn("user-43");
    expect((await watch(other)).status).toBe(404);
    expect((await unwatch(other)).status).toBe(404);
    expect((await watch(bench.visitor())).status).toBe(401);
    expect((await watch(person, "nonsense")).status).toBe(404);
  });

  it("of a former owner is not shown to the present one", async () => {
    await meetTrouble();
    await watch();
    await bench.store.updateTable("watches").set({ external_id: "user-41" }).execute();
    expect((await read()).watch).toBe("none");
  });
});

describe("a bank alert, while Belvo calls the bank down", () => {
  beforeEach(async () => {
    await meetTrouble();
    await watch();
  });

  it("stays set for as long, with a single event in the log", async () => {
    await passMinute(29);
    await bench.app.reconcile();
    await passMinute(29);
    person = await bench.signedIn("user-42");
    expect(await read()).toMatchObject({ state: "bank_trouble", actor: "bank", watch: "asked" });
    const kinds = (await lines()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "bank_read")).toHaveLength(1);
    expect((await read()).because?.kind).toBe("reading");
  });

  it("has what Belvo says of the bank kept once, and not with each link", async () => {
    const links = () => bench.store.selectFrom("links").selectAll().orderBy("id").execute();
    await passMinute();
    const before = await links();
    await passMinute(3);
    expect(await links()).toEqual(before);
    const at = new Date(bench.clock.now()).toISOString();
    expect(await bench.store.selectFrom("bank_statuses").selectAll().execute()).toEqual([
      { institution: "erebor_mx_retail", status: "down", read_at: at },
    ]);
  });

  it("makes us ask Belvo once a minute", async () => {
    const before = asked();
    await passMinute(5);
    expect(asked() - before).toBe(5);
  });

  it("makes us ask Belvo nothing once it is cancelled", async () => {
    await unwatch();
    const before = asked();
    await passMinute(5);
    expect(asked()).toBe(before);
  });

  it("is checked by one instance, and by another when that one has died", async () => {
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

describe("a bank alert, when the bank is back", () => {
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
    return v.parse(LiveChange, (await live.next())?.data);
  }

  it("ends the bank trouble as soon as Belvo calls the bank healthy, and tells open pages", async () => {
    belvo.bankStatus = "healthy";
    await passMinute();
    expect((await told()).link).toMatchObject({ state: "connected", watch: "back" });
    await live.close();
  });

  it("is shown until the person has seen it", async () => {
    belvo.bankStatus = "healthy";
    await passMinute(3);
    expect((await read()).watch).toBe("back");
    await unwatch();
    expect((await read()).watch).toBe("none");
  });

  it("is shown for a day, and then deleted", async () => {
    belvo.bankStatus = "healthy";
    await passMinute();
    bench.clock.advance(24 * 60 * MINUTE);
    person = await bench.signedIn("user-42");
    expect((await read()).watch).toBe("none");
    await passMinute();
    expect(await bench.store.selectFrom("watches").selectAll().execute()).toEqual([]);
  });

  it("waits again when the bank fails again, and is shown again when it is back", async () => {
    belvo.bankStatus = "healthy";
    await passMinute();
    bench.clock.advance(1);
    await meetTrouble();
    expect(await read()).toMatchObject({ state: "bank_trouble", watch: "asked" });
    await passMinute();
    expect(await read()).toMatchObject({ state: "connected", watch: "back" });
  });

  it("is shown by the trouble's age when Belvo gives no status of the bank, to open pages too", async () => {
    belvo.bankStatus = null;
    await passMinute(17);
    expect((await told()).link).toMatchObject({ state: "connected", watch: "back" });
    await live.close();
  });

  it("is not shown while Belvo has not answered for long", async () => {
    belvo.isAway = true;
    await passMinute(14);
    bench.clock.advance(17 * MINUTE);
    await bench.app.checkBanks();
    person = await bench.signedIn("user-42");
    expect(await read()).toMatchObject({ state: "unsure", watch: "asked" });
  });

  it("is shown once Belvo answers again about banks", async () => {
    belvo.refusesBanks = true;
    await passMinute(3);
    expect((await read()).state).toBe("bank_trouble");
    belvo.refusesBanks = false;
    belvo.bankStatus = "healthy";
    await passMinute();
    expect((await read()).watch).toBe("back");
  });
});

it("a bank alert follows the sandbox's fault loginError from trouble to health", async () => {
  const joined = await joinSandbox();
  const visitor = await joined.signedIn("demo-hugo");
  await visitor.get("/api/links");
  const id = await joined.linkWith("demo-hugo", "valid");
  await joined.control("PUT", "/faults", { loginError: "institution_unavailable" });
  await visitor.send("POST", `/api/links/${id}/refresh`);
  expect((await watch(visitor, id)).status).toBe(200);

  const state = async () => v.parse(LinkDetail, (await visitor.get(`/api/links/${id}`)).json).link;
  joined.clock.advance(MINUTE);
  await joined.app.checkBanks();
  expect(await state()).toMatchObject({ state: "bank_trouble", watch: "asked" });

  await joined.control("PUT", "/faults", {});
  joined.clock.advance(MINUTE);
  await joined.app.checkBanks();
  expect((await state()).watch).toBe("back");
  await joined.quiet();
});
