import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { RepairTicket } from "#contract/repair.ts";
import { createBench, HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Answer, Visitor } from "../../testing/server-bench/visitor.ts";

const BROKEN = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
const NOBODYS = "33333333-3333-4333-8333-333333333333";
const A_DAY_MS = 24 * 60 * 60 * 1000;
const KEY = { Authorization: `Bearer ${HOST_API_KEY}` };

let bench: Bench;
let belvo: FakeBelvo;
beforeEach(async () => {
  belvo = createFakeBelvo("user-42");
  belvo.statuses.set(BROKEN, "invalid").set(OTHER, "token_required");
  bench = await createBench({ belvo: (request) => belvo.answer(request) });
});

const makeLoginLink = (loginLink: object = {}) =>
  bench
    .visitor()
    .send("POST", "/host/entries", { externalId: "user-42", linkId: BROKEN, ...loginLink }, KEY);

async function newCode(loginLink?: object): Promise<string> {
  const { text } = await makeLoginLink(loginLink);
  return /#([\w-]{43})/.exec(text)?.[1] ?? "";
}

const use = (code: string, visitor = bench.visitor()): Promise<Answer> =>
  visitor.send("POST", "/api/session", { code });

async function comeIn(): Promise<Visitor> {
  const visitor = bench.visitor();
  await use(await newCode(), visitor);
  return visitor;
}

describe("a login link for the repair of one link", () => {
  it("is good for a week and ten uses", async () => {
    const loginLink = await makeLoginLink();
    expect(loginLink).toMatchObject({
      status: 201,
      json: { expiresAt: new Date(bench.clock.now() + 7 * A_DAY_MS).toISOString() },
    });
    const code = await newCode();
    for (let opening = 0; opening < 10; opening += 1) {
      bench.clock.advance(A_DAY_MS / 2);
      expect(await use(code)).toMatchObject({
        status: 201,
        json: { linkId: BROKEN, user: { id: "user-42", onlyLinkId: BROKEN } },
      });
    }
    expect(await use(code)).toMatchObject({ status: 410, json: { code: "entry_used" } });
    bench.clock.advance(2 * A_DAY_MS);
    expect(await use(code)).toMatchObject({ status: 410, json: { code: "entry_expired" } });
  });

  it("lets in ten of those who use it at the same time", async () => {
    const code = await newCode();
    const answers = await Promise.all(Array.from({ length: 25 }, () => use(code)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  });

  it("is not used up by GET and HEAD, with which scanners of mail open addresses", async () => {
    const code = await newCode({ linkId: undefined });
    for (let look = 0; look < 20; look += 1) {
      const scanner = bench.visitor();
      await scanner.get(`/enter?${code}`);
      await scanner.send("HEAD", "/enter");
      await scanner.get(`/api/session?code=${code}`);
      await scanner.send("HEAD", "/api/session");
    }
    expect((await use(code)).status).toBe(201);
  });

  it("is refused once Belvo has called the link valid, also if the link breaks again", async () => {
    const code = await newCode();
    const person = bench.visitor();
    await use(code, person);
    bench.clock.advance(60_000);
    belvo.statuses.set(BROKEN, "valid");
    await person.get("/api/links");
    expect(await use(code)).toMatchObject({ status: 410, json: { code: "entry_repaired" } });

    bench.clock.advance(60_000);
    belvo.statuses.set(BROKEN, "invalid");
    await person.get("/api/links");
    expect(await use(code)).toMatchObject({ status: 410, json: { code: "entry_repaired" } });
    expect((await use(await newCode())).status).toBe(201);
  });

  it("is answered with entry_expired for a month after its end, and with entry_unknown after that", async () => {
    const code = await newCode();
    bench.clock.advance(36 * A_DAY_MS);
    await newCode();
    expect(await use(code)).toMatchObject({ json: { code: "entry_expired" } });
    bench.clock.advance(2 * A_DAY_MS);
    await newCode();
    expect(await use(code)).toMatchObject({ json: { code: "entry_unknown" } });
  });

  it("is created only for a broken link of that very person", async () => {
    expect(await makeLoginLink({ linkId: NOBODYS })).toMatchObject({ status: 404 });
    expect(await makeLoginLink({ externalId: "user-43" })).toMatchObject({ status: 404 });
    expect(await makeLoginLink({ linkId: "no-uuid" })).toMatchObject({ status: 400 });
    belvo.statuses.set(BROKEN, "valid");
    bench.clock.advance(11_000);
    expect(await makeLoginLink()).toMatchObject({
      status: 409,
      json: { code: "already_connected" },
    });
    belvo.institution = "gringotts_br_retail";
    expect(await makeLoginLink()).toMatchObject({
      status: 409,
      json: { code: "already_connected" },
    });
  });

  it("is created for a link that is newer than our last list from Belvo", async () => {
    await (await bench.signedIn("user-42")).get("/api/links");
    const fresh = "44444444-4444-4444-8444-444444444444";
    belvo.statuses.set(fresh, "invalid");
    expect(await makeLoginLink({ linkId: fresh })).toMatchObject({ status: 201 });
  });

  it("is not created when the link is repaired while Belvo is asked whether it is broken", async () => {
    const person = await bench.signedIn("user-42");
    await person.get("/api/links");
    bench.clock.advance(20_000);
    const { answer } = belvo;
    belvo.answer = async (request) => {
      const answered = await answer(request);
      if (!request.url.includes("external_id=")) return answered;
      // On its way, the answer is overtaken by a repair and by a reading that tells of it.
      belvo.answer = answer;
      belvo.statuses.set(BROKEN, "valid");
      bench.clock.advance(1_000);
      await person.send("POST", `/api/links/${BROKEN}/repairs`);
      bench.clock.advance(1_000);
      return answered;
    };
    expect(await makeLoginLink()).toMatchObject({
      status: 409,
      json: { code: "already_connected" },
    });
  });

  it("is refused when a repair was read between the check of the link and its creation", async () => {
    await makeLoginLink();
    // The list's answer of a moment ago is still good enough; a reading since then knows better.
    bench.clock.advance(5_000);
    const code = await newCode();
    await bench.store
      .updateTable("links")
      .set({ valid_at: new Date(bench.clock.now() - 2_000).toISOString() })
      .where("id", "=", BROKEN)
      .execute();
    expect(await use(code)).toMatchObject({ json: { code: "entry_repaired" } });
  });

  it("is refused with 429 when many are asked for, so that repairs still reach Belvo", async () => {
    const person = await bench.signedIn("user-42");
    await person.get("/api/links");
    const made = new Set<number>();
    for (let times = 0; times < 40; times += 1) made.add((await makeLoginLink()).status);
    expect(made).toEqual(new Set([201]));

    belvo.statuses.set(OTHER, "valid");
    bench.clock.advance(11_000);
    for (let times = 0; times < 40; times += 1)
      made.add((await makeLoginLink({ linkId: OTHER })).status);
    expect(made).toEqual(new Set([201, 409, 429]));
    expect(await person.send("POST", `/api/links/${BROKEN}/repairs`)).toMatchObject({
      status: 201,
    });
  });
});

describe("a session for one link", () => {
  it("sees that link, and counts no other", async () => {
    const person = await comeIn();
    const page = v.parse(LinkPage, (await person.get("/api/links")).json);
    expect(page.links.map(({ id }) => id)).toEqual([BROKEN]);
    expect(page.counts).toMatchObject({ password_needed: 1, code_needed: 0 });
    expect((await person.get(`/api/links/${BROKEN}`)).status).toBe(200);
    expect(await person.get("/api/session")).toMatchObject({
      json: { user: { onlyLinkId: BROKEN } },
    });
  });

  it.each([
    ["another link", (person: Visitor) => person.get(`/api/links/${OTHER}`)],
    [
      "another link's repair",
      (person: Visitor) => person.send("POST", `/api/links/${OTHER}/repairs`),
    ],
    [
      "another link's data refresh",
      (person: Visitor) => person.send("POST", `/api/links/${OTHER}/refresh`),
    ],
    [
      "another link's bank alert",
      (person: Visitor) => person.send("PUT", `/api/links/${OTHER}/watch`),
    ],
    ["repair-all", (person: Visitor) => person.send("POST", "/api/repair-all")],
    [
      "another link by a path with dots",
      (person: Visitor) => person.get(`/api/links/${BROKEN}/../${OTHER}`),
    ],
    [
      "another link by a path with encoded dots",
      (person: Visitor) => person.get(`/api/links/%2e%2e/${OTHER}`),
    ],
  ])("gets 404 for %s", async (_what, ask) => {
    expect(await ask(await comeIn())).toMatchObject({ status: 404, json: { code: "not_found" } });
  });

  it("repairs its link, and gets 404 for another link's repair", async () => {
    const person = await comeIn();
    const opened = await person.send("POST", `/api/links/${BROKEN}/repairs`);
    const { repairId } = v.parse(RepairTicket, opened.json);
    const ask = (id: string) =>
      person.send("POST", `/api/repairs/${id}/outcome`, { end: "exited" });
    expect((await ask(repairId)).status).toBe(200);

    const all = await bench.signedIn("user-42");
    const other = v.parse(
      RepairTicket,
      (await all.send("POST", `/api/links/${OTHER}/repairs`)).json,
    );
    expect((await ask(other.repairId)).status).toBe(404);
    const events = { events: [{ name: "PAGE_LOAD" }] };
    const told = await person.send("POST", `/api/repairs/${other.repairId}/events`, events);
    expect(told.status).toBe(404);
  });

  it("receives live changes of its link alone", async () => {
    const person = await comeIn();
    const live = await person.live();
    expect(await live.next()).toMatchObject({ event: "reset" });
    const all = await bench.signedIn("user-42");
    bench.clock.advance(60_000);
    belvo.statuses.set(OTHER, "valid").set(BROKEN, "valid");
    await all.get("/api/links");
    expect(await live.next()).toMatchObject({ event: "change", data: { linkId: BROKEN } });
    await live.close();
    expect(live.raw()).not.toContain(OTHER);
  });

  it("gets 404 for its link once Belvo no longer lists it as the person's", async () => {
    const person = await comeIn();
    belvo.statuses.delete(BROKEN);
    bench.clock.advance(60_000);
    await person.get("/api/links");
    await bench.app.settled();
    expect((await person.get(`/api/links/${BROKEN}`)).status).toBe(404);
  });

  it("does not replace the same person's session for all links, but replaces another person's", async () => {
    const person = await bench.signedIn("user-42");
    expect(await use(await newCode(), person)).toMatchObject({
      json: { linkId: BROKEN, user: { onlyLinkId: null } },
    });
    expect((await person.get(`/api/links/${OTHER}`)).status).toBe(200);

    const stranger = await bench.signedIn("user-43");
    await use(await newCode(), stranger);
    expect(await stranger.get("/api/session")).toMatchObject({
      json: { user: { id: "user-42", onlyLinkId: BROKEN } },
    });
  });
});
