import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { RepairTicket } from "#contract/repair.ts";
import { createBench, HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

const [BROKEN, ODD, OTHER] = [randomUUID(), randomUUID(), randomUUID()];

const Logged = v.strictTuple([v.object({ linkId: v.string(), reason: v.string() }), v.string()]);

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;
/** What Belvo says instead of its answer; `null` to leave it. */
let instead: (url: URL) => Response | null;
/** Put over what Belvo says of the odd link. */
let odd: object;

beforeEach(async () => {
  belvo = createFakeBelvo("user-42");
  belvo.statuses.set(BROKEN, "invalid").set(ODD, "valid").set(OTHER, "valid");
  instead = () => null;
  odd = {};
  bench = await createBench({
    belvo: async (request) => {
      const answer = await belvo.answer(request);
      return instead(new URL(request.url)) ?? withOdd(answer);
    },
  });
  person = await bench.signedIn("user-42");
});

async function withOdd(answer: Response): Promise<Response> {
  const text = await answer.text();
  const body: unknown = JSON.parse(text, (_key, value: { id?: unknown } | null) =>
    value?.id === ODD ? { ...value, ...odd } : value,
  );
  return Response.json(body, { status: answer.status });
}

function refusal(status: number, code: string): Response {
  return Response.json([{ code, message: "words", request_id: "0" }], { status });
}

/** Belvo refuses to say anything of the odd link, alone or among others, and lists the others. */
function refuseOdd(status: number, code: string): void {
  belvo.statuses.delete(ODD);
  instead = ({ pathname, searchParams }) => {
    const isAsked = pathname.includes(ODD) || searchParams.get("id__in")?.includes(ODD);
    return isAsked ? refusal(status, code) : null;
  };
}

async function list(): Promise<LinkPage> {
  return v.parse(LinkPage, (await person.get("/api/links")).json);
}

async function states(): Promise<Record<string, string>> {
  return Object.fromEntries((await list()).links.map(({ id, state }) => [id, state]));
}

const told = () =>
  bench.logged.flatMap((line) => {
    const read = v.safeParse(Logged, line);
    return read.success ? [{ ...read.output[0], what: read.output[1] }] : [];
  });

describe("a link whose answer cannot be read", () => {
  it.each([
    [{ institution: null }, "odd institution"],
    [{ institution: "x".repeat(201) }, "odd institution"],
    [{ status: null }, "odd status"],
    [{ status: 7 }, "odd status"],
    [{ status: "suspended" }, "unknown status"],
  ])("is shown as unsure beside the others, and told of once: %j", async (form, reason) => {
    odd = form;
    for (let visits = 0; visits < 3; visits += 1) {
      expect(await states()).toEqual({
        [BROKEN]: "password_needed",
        [ODD]: "unsure",
        [OTHER]: "connected",
      });
      bench.clock.advance(11_000);
    }
    expect(told()).toEqual([{ linkId: ODD, reason, what: "a link was put aside" }]);
  });

  it("keeps nobody from repairing another bank, on the first visit and later", async () => {
    odd = { institution: null };
    expect(await person.send("POST", `/api/links/${BROKEN}/repairs`)).toMatchObject({
      status: 201,
    });
    bench.clock.advance(60_000);
    expect(await person.send("POST", `/api/links/${BROKEN}/repairs`)).toMatchObject({
      status: 201,
    });
  });

  it("keeps its bank's name when it is known, and is well again when it can be read", async () => {
    await list();
    odd = { institution: null };
    bench.clock.advance(11_000);
    const { links } = await list();
    expect(links.find(({ id }) => id === ODD)).toMatchObject({
      state: "unsure",
      bank: { name: "Erebor" },
    });
    odd = {};
    bench.clock.advance(11_000);
    expect(await states()).toMatchObject({ [ODD]: "connected" });
  });

  it("is left out without an id, and the others are shown", async () => {
    odd = { id: "7" };
    expect(await states()).toEqual({ [BROKEN]: "password_needed", [OTHER]: "connected" });
  });
});

describe("a link that Belvo refuses for good to say anything of", () => {
  const refusals: [number, string][] = [
    [404, "expired_credentials"],
    [400, "does_not_exist"],
    [428, "token_required"],
    [403, "access_to_resource_denied"],
    [422, "something_new"],
  ];

  it.each(refusals)("is unsure, and the reconcile ends: %i %s", async (status, code) => {
    await bench.app.reconcile();
    refuseOdd(status, code);
    belvo.statuses.set(OTHER, "token_required");
    bench.clock.advance(15 * 60_000);
    expect(await bench.app.reconcile()).toBe(true);
    expect(await states()).toEqual({
      [BROKEN]: "password_needed",
      [ODD]: "unsure",
      [OTHER]: "code_needed",
    });
    expect(told()).toMatchObject([{ linkId: ODD, reason: `${status} ${code}` }]);
  });

  it.each(refusals)(
    "can be updated, and is repaired when it can be read: %i %s",
    async (...how) => {
      await list();
      refuseOdd(...how);
      const opened = await person.send("POST", `/api/links/${ODD}/repairs`);
      expect(opened).toMatchObject({ status: 201, json: { accessToken: "a.b.c" } });
      expect(await states()).toMatchObject({ [ODD]: "unsure", [OTHER]: "connected" });

      const { repairId } = v.parse(RepairTicket, opened.json);
      const end = { end: "succeeded" };
      const outcome = () => person.send("POST", `/api/repairs/${repairId}/outcome`, end);
      expect(await outcome()).toMatchObject({ status: 200, json: { result: "confirming" } });
      instead = () => null;
      belvo.statuses.set(ODD, "valid");
      expect(await outcome()).toMatchObject({ status: 200, json: { result: "repaired" } });
    },
  );

  it("is still broken when it cannot be read a minute after the widget's success", async () => {
    await list();
    refuseOdd(428, "token_required");
    const opened = await person.send("POST", `/api/links/${ODD}/repairs`);
    const path = `/api/repairs/${v.parse(RepairTicket, opened.json).repairId}/outcome`;
    await person.send("POST", path, { end: "succeeded" });
    bench.clock.advance(60_000);
    expect(await person.send("POST", path, { end: "succeeded" })).toMatchObject({
      status: 200,
      json: { result: "still_broken", link: { state: "unsure" } },
    });
  });

  it("is not repaired here when Belvo gives no token for it, and another bank is", async () => {
    await list();
    refuseOdd(404, "expired_credentials");
    const { answer } = belvo;
    belvo.answer = async (request) => {
      const isOdd = (await request.clone().text()).includes(ODD);
      return isOdd ? refusal(400, "does_not_exist") : answer(request);
    };
    const press = (id: string) => person.send("POST", `/api/links/${id}/repairs`);
    expect(await press(ODD)).toMatchObject({ status: 409, json: { code: "not_repairable_here" } });
    expect(await press(BROKEN)).toMatchObject({ status: 201 });
  });

  it("may be what an e-mail asks its person to repair", async () => {
    await list();
    refuseOdd(428, "token_required");
    const key = { Authorization: `Bearer ${HOST_API_KEY}` };
    const asked = { externalId: "user-42", linkId: ODD };
    expect(await bench.visitor().send("POST", "/host/entries", asked, key)).toMatchObject({
      status: 201,
    });
  });

  it("is nobody's to update but its person's", async () => {
    await list();
    refuseOdd(404, "expired_credentials");
    const stranger = await bench.signedIn("user-43");
    expect(await stranger.send("POST", `/api/links/${ODD}/repairs`)).toMatchObject({ status: 404 });
    expect(belvo.asked).not.toContain("POST /api/token/");
  });

  it("keeps no webhook of another link from being followed up", async () => {
    await bench.app.reconcile();
    refuseOdd(400, "does_not_exist");
    belvo.statuses.set(OTHER, "invalid");
    bench.clock.advance(1_000);
    for (const link_id of [ODD, OTHER]) {
      await bench.webhook({ webhook_type: "LINK", webhook_code: "invalid_credentials", link_id });
    }
    await bench.app.settled();
    expect(await states()).toMatchObject({ [ODD]: "unsure", [OTHER]: "password_needed" });
  });
});

describe("a link that Belvo cannot answer about", () => {
  it("keeps no reconcile from ending, and no other link from being read", async () => {
    await bench.app.reconcile();
    const gone = randomUUID();
    belvo.statuses.set(gone, "valid");
    await bench.app.reconcile();
    belvo.statuses.delete(gone);
    belvo.statuses.delete(ODD);
    instead = ({ pathname }) => (pathname.includes(ODD) ? refusal(500, "unexpected_error") : null);
    bench.clock.advance(15 * 60_000);

    const ends: boolean[] = [];
    void bench.app.reconcile().then((hasEnded) => ends.push(hasEnded));
    while (ends.length === 0) {
      bench.clock.advance(5_000);
      await new Promise(setImmediate);
    }
    expect(ends).toEqual([true]);
    const gones = await bench.store
      .selectFrom("links")
      .select("id")
      .where("gone_at", "is not", null)
      .execute();
    expect(gones).toEqual([{ id: gone }]);
  });
});

describe("a link that no longer says whose it is", () => {
  beforeEach(async () => {
    await list();
    odd = { external_id: null };
  });

  it("stays its person's, is read, and is named in the log once", async () => {
    belvo.statuses.set(ODD, "invalid");
    // Belvo cannot look it up by what it no longer has.
    const { answer } = belvo;
    belvo.answer = async (request) => {
      const answered = await answer(request);
      if (!request.url.includes("external_id=")) return answered;
      const { results } = v.parse(
        v.object({ results: v.array(v.looseObject({ id: v.string() })) }),
        await answered.json(),
      );
      return Response.json({ next: null, results: results.filter(({ id }) => id !== ODD) });
    };
    for (let visits = 0; visits < 3; visits += 1) {
      bench.clock.advance(11_000);
      expect(await states()).toMatchObject({ [ODD]: "password_needed", [OTHER]: "connected" });
    }
    expect(told()).toEqual([
      { linkId: ODD, reason: "no external_id", what: "a link no longer says whose it is" },
    ]);
  });

  it("can be repaired by its person alone", async () => {
    belvo.statuses.set(ODD, "invalid");
    expect(await person.send("POST", `/api/links/${ODD}/repairs`)).toMatchObject({ status: 201 });
    const tokens = () => belvo.asked.filter((call) => call === "POST /api/token/").length;
    const before = tokens();
    const stranger = await bench.signedIn("user-43");
    expect(await stranger.send("POST", `/api/links/${ODD}/repairs`)).toMatchObject({ status: 404 });
    expect(tokens()).toBe(before);
  });

  it("is not its former person's when our row says that it is someone else's", async () => {
    odd = { external_id: "user-43" };
    bench.clock.advance(11_000);
    await bench.app.reconcile();
    odd = { external_id: null };
    belvo.statuses.set(ODD, "invalid");
    expect(await person.send("POST", `/api/links/${ODD}/repairs`)).toMatchObject({ status: 404 });
  });
});
