import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkDetail } from "#contract/history.ts";
import { HostedRepair, RepairOutcome, type HostedReturn } from "#contract/repair.ts";
import {
  createBench,
  HOST_API_KEY,
  PUBLIC_URL,
  type Bench,
} from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const OTHER_ID = "5bf4f4d2-2ba9-4a8a-9c07-8b5a0a6b1c11";

const TokenBody = v.object({
  link_id: v.string(),
  scopes: v.string(),
  widget: v.optional(v.object({ callback_urls: v.record(v.string(), v.string()) })),
});
type TokenBody = v.InferOutput<typeof TokenBody>;

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;
let minted: TokenBody[];
let refuses: (body: TokenBody) => boolean;

beforeEach(async () => {
  belvo = createFakeBelvo("user-42");
  belvo.statuses.set(ID, "invalid");
  minted = [];
  refuses = () => false;
  bench = await createBench({
    async belvo(request) {
      if (request.url.endsWith("/api/token/")) {
        const body = v.parse(TokenBody, await request.clone().json());
        minted.push(body);
        if (refuses(body)) {
          const required = { code: "required", message: "words of Belvo's", request_id: "abc123" };
          return Response.json([{ ...required, field: "stale_in" }], { status: 400 });
        }
      }
      return belvo.answer(request);
    },
  });
  person = await bench.signedIn("user-42");
});

async function open(how: object = {}): Promise<HostedRepair> {
  const body = { widget: "hosted", ...how };
  const answer = await person.send("POST", `/api/links/${ID}/repairs`, body);
  return v.parse(HostedRepair, answer.json);
}

function idOf(body: TokenBody | undefined): string {
  const [, id] =
    /\/return\/([\w-]{43})\/success$/.exec(body?.widget?.callback_urls["success"] ?? "") ?? [];
  return id ?? "";
}

const comeBack = (visitor: Visitor, returned: HostedReturn) =>
  visitor.send("POST", "/api/returns", returned);

async function outcome(repairId: string, end: object): Promise<string> {
  const answer = await person.send("POST", `/api/repairs/${repairId}/outcome`, end);
  return v.parse(RepairOutcome, answer.json).result;
}

async function results(): Promise<string[]> {
  const { history } = v.parse(LinkDetail, (await person.get(`/api/links/${ID}`)).json);
  return history.flatMap((entry) => (entry.kind === "repair_ended" ? [entry.result] : []));
}

describe("a repair on Belvo's own page", () => {
  it("asks for a token with three plain addresses to come back to, and gives the page's", async () => {
    const { hostedUrl, comesBack } = await open({ locale: "pt" });
    const [body] = minted;
    const id = idOf(body);
    expect(body).toMatchObject({
      link_id: ID,
      scopes: "read_institutions,write_links,read_links",
      widget: {
        callback_urls: {
          success: `${PUBLIC_URL}/return/${id}/success`,
          exit: `${PUBLIC_URL}/return/${id}/exit`,
          event: `${PUBLIC_URL}/return/${id}/event`,
        },
      },
    });
    expect(comesBack).toBe(true);
    expect(new URL(hostedUrl).searchParams.toString()).toBe(
      "access_token=a.b.c&locale=pt&show_close_dialog=false&show_abandon_survey=false",
    );
  });

  it("is not what who sends no body gets: that is the token, with the short body", async () => {
    const answer = await person.send("POST", `/api/links/${ID}/repairs`);
    expect(answer).toMatchObject({ status: 201, json: { accessToken: "a.b.c" } });
    expect(minted[0]).not.toHaveProperty("widget");
  });

  it("is begun once more with the short body where Belvo takes no addresses, and the log has the fields", async () => {
    refuses = ({ widget }) => widget !== undefined;
    expect(await open()).toMatchObject({ comesBack: false });
    await open();
    expect(minted.map(({ widget }) => widget !== undefined)).toEqual([true, false, true, false]);
    const complaints = bench.logged.filter((line) => JSON.stringify(line).includes("come back to"));
    expect(complaints).toHaveLength(1);
    expect(JSON.stringify(complaints)).toContain('"fields":["stale_in"]');
  });

  it("is not begun where Belvo takes neither body: not now, and the log has the fields", async () => {
    refuses = () => true;
    const answer = await person.send("POST", `/api/links/${ID}/repairs`, { widget: "hosted" });
    expect(answer).toMatchObject({ json: { code: "belvo_refused" } });
    expect(JSON.stringify(bench.logged)).toContain("no repair can begin");
    expect(minted).toHaveLength(2);
  });

  it("leaves neither the token nor the way back in any log", async () => {
    const { hostedUrl } = await open();
    await comeBack(person, { returnId: idOf(minted[0]), end: "exited" });
    const logs = JSON.stringify([bench.logged, bench.requestLines]);
    for (const secret of ["a.b.c", idOf(minted[0]), hostedUrl]) expect(logs).not.toContain(secret);
  });

  it("is refused where the setting leaves it out", async () => {
    const embedded = await createBench({
      belvo: belvo.answer,
      settings: {
        belvo: {
          url: "http://127.0.0.1:4010",
          widgetUrl: "http://127.0.0.1:4010/w.js",
          widgetCspExtra: {},
          widgetMode: "embedded",
          hostedUrl: "http://127.0.0.1:4010/hosted",
        },
      },
    });
    const visitor = await embedded.signedIn("user-42");
    const answer = await visitor.send("POST", `/api/links/${ID}/repairs`, { widget: "hosted" });
    expect(answer).toMatchObject({ status: 400, json: { field: "widget" } });
  });
});

describe("coming back from Belvo's page", () => {
  it("leads to the repair, where it was gone from, and Belvo says how it is", async () => {
    const { repairId } = await open({ from: "repairAll" });
    belvo.statuses.set(ID, "valid");
    const back = { returnId: idOf(minted[0]), end: "succeeded", namedLinkId: ID } as const;
    expect((await comeBack(person, back)).json).toEqual({
      place: "own",
      repairId,
      linkId: ID,
      from: "repairAll",
      isFirst: true,
    });
    expect(await outcome(repairId, { end: "succeeded" })).toBe("repaired");
    expect(await results()).toEqual(["repaired"]);
  });

  it("is good once", async () => {
    await open();
    const back = { returnId: idOf(minted[0]), end: "exited" } as const;
    expect((await comeBack(person, back)).json).toMatchObject({ isFirst: true });
    expect((await comeBack(person, back)).json).toMatchObject({ isFirst: false });
  });

  it("shows nothing that Belvo does not say, whatever its address claims", async () => {
    const { repairId } = await open();
    await comeBack(person, { returnId: idOf(minted[0]), end: "succeeded" });
    expect(await outcome(repairId, { end: "succeeded" })).toBe("confirming");
    expect(await results()).toEqual([]);
  });

  it("in a browser that nobody is signed in to names nobody, and the repair ends all the same", async () => {
    await open();
    belvo.statuses.set(ID, "valid");
    const back = { returnId: idOf(minted[0]), end: "succeeded" } as const;
    const answer = await comeBack(bench.visitor(), back);
    expect(answer.text).toBe('{"place":"elsewhere"}');
    expect(await results()).toEqual(["repaired"]);
  });

  it("with somebody else signed in names nobody", async () => {
    await open();
    const other = await bench.signedIn("user-43");
    const answer = await comeBack(other, { returnId: idOf(minted[0]), end: "exited" });
    expect(answer.text).toBe('{"place":"elsewhere"}');
    expect(await results()).toEqual(["left"]);
  });

  it("for one link's session of the same person leads to that link alone", async () => {
    belvo.statuses.set(OTHER_ID, "invalid");
    await person.get("/api/links");
    await open();
    const [visitor, otherLinks] = [bench.visitor(), bench.visitor()];
    for (const [each, linkId] of [
      [visitor, ID],
      [otherLinks, OTHER_ID],
    ] as const) {
      const headers = { Authorization: `Bearer ${HOST_API_KEY}` };
      const body = { externalId: "user-42", linkId };
      const { text } = await each.send("POST", "/host/entries", body, headers);
      const [, code] = /#([\w-]{43})/.exec(text) ?? [];
      await each.send("POST", "/api/session", { code });
    }
    const back = { returnId: idOf(minted[0]), end: "exited" } as const;
    expect((await comeBack(otherLinks, back)).json).toEqual({ place: "elsewhere" });
    expect((await comeBack(visitor, back)).json).toMatchObject({ place: "own", linkId: ID });
  });

  it("by an address that was never given out is not found", async () => {
    const answer = await comeBack(person, { returnId: "x".repeat(43), end: "succeeded" });
    expect(answer).toMatchObject({ status: 404, json: { code: "not_found" } });
  });

  it("with another link's name in the success is logged, and our own link is read", async () => {
    const { repairId } = await open();
    await outcome(repairId, { end: "succeeded", namedLinkId: OTHER_ID });
    expect(JSON.stringify(bench.logged)).toContain("names another link");
    expect(belvo.asked).not.toContain(`GET /api/links/${OTHER_ID}/`);
    expect(belvo.asked.at(-1)).toBe(`GET /api/links/${ID}/`);
  });
});

describe("nobody coming back", () => {
  const TOKEN_AND_MARGIN_MS = 12 * 60_000;

  it("ends the repair by the clock, as one of which nobody knows how it ended", async () => {
    await open();
    bench.clock.advance(TOKEN_AND_MARGIN_MS - 1);
    await bench.app.followRepairs();
    expect(await results()).toEqual([]);
    bench.clock.advance(1);
    await bench.app.followRepairs();
    expect(await results()).toEqual(["unknown"]);
  });

  it("ends it well where Belvo says that the link is connected", async () => {
    await open();
    belvo.statuses.set(ID, "valid");
    await bench.app.followRepairs();
    await bench.app.settled();
    expect(await results()).toEqual(["repaired"]);
    bench.clock.advance(TOKEN_AND_MARGIN_MS);
    await bench.app.followRepairs();
    expect(await results()).toEqual(["repaired"]);
  });

  it("does not end one whose success was reported: it waits for Belvo to say the same", async () => {
    const { repairId } = await open();
    await outcome(repairId, { end: "succeeded" });
    bench.clock.advance(TOKEN_AND_MARGIN_MS);
    await bench.app.followRepairs();
    expect(await results()).toEqual([]);
  });
});

it("a link whose widget stays silent in a frame of ours is read while it is open, and ends connected", async () => {
  await person.send("POST", `/api/links/${ID}/repairs`);
  belvo.statuses.set(ID, "valid");
  await bench.app.followRepairs();
  await bench.app.settled();
  expect(await results()).toEqual(["repaired"]);
  const asked = belvo.asked.length;
  await bench.app.followRepairs();
  await bench.app.settled();
  expect(belvo.asked).toHaveLength(asked);
});

it.each([
  [404, "not_found"],
  [400, "does_not_exist"],
])(
  "a link that Belvo has and gives no token for is not found, as %s %s, and nobody is alarmed",
  async (status, code) => {
    const answering = await createBench({
      belvo: (request) =>
        request.url.endsWith("/api/token/")
          ? Promise.resolve(Response.json([{ code, message: "", request_id: "abc" }], { status }))
          : belvo.answer(request),
    });
    const visitor = await answering.signedIn("user-42");
    const answer = await visitor.send("POST", `/api/links/${ID}/repairs`);
    expect(answer).toMatchObject({ status: 404, json: { code: "not_found" } });
    expect(JSON.stringify(answering.logged)).not.toContain("no repair can begin");
  },
);
