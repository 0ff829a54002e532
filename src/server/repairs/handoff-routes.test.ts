import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Handoff } from "#contract/handoff.ts";
import { createBench, HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Answer, Visitor } from "../../testing/server-bench/visitor.ts";

const BROKEN = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
const WELL = "33333333-3333-4333-8333-333333333333";
const BACK = "https://app.example.com/";
const KEY = { Authorization: `Bearer ${HOST_API_KEY}` };
const LIFE_MS = 2 * 60_000;

let belvo: FakeBelvo;
let bench: Bench;
beforeEach(async () => {
  belvo = createFakeBelvo("user-42");
  belvo.statuses.set(BROKEN, "invalid").set(OTHER, "token_required").set(WELL, "valid");
  bench = await createBench({
    belvo: (request) => belvo.answer(request),
    settings: { returnOrigins: [new URL(BACK).origin] },
  });
});

const handOff = (visitor: Visitor, linkId = BROKEN) =>
  visitor.send("POST", `/api/links/${linkId}/handoff`);

async function codeOf(answer: Promise<Answer>): Promise<string> {
  return new URL(v.parse(Handoff, (await answer).json).url).hash.slice(1);
}

const use = (code: string, visitor = bench.visitor()) =>
  visitor.send("POST", "/api/session", { code });

async function comeIn(more: object): Promise<Visitor> {
  const asked = { externalId: "user-42", name: "Ana", ...more };
  const { text } = await bench.visitor().send("POST", "/host/entries", asked, KEY);
  const visitor = bench.visitor();
  await use(/#([\w-]{43})/.exec(text)?.[1] ?? "", visitor);
  return visitor;
}

describe("a handoff", () => {
  it("is an address of ours for that one bank, good for two minutes", async () => {
    const desktop = await bench.signedIn("user-42");
    const made = await handOff(desktop);
    expect(made.status).toBe(201);
    const { url, expiresAt } = v.parse(Handoff, made.json);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/enter#[\w-]{43}$/);
    expect(Date.parse(expiresAt)).toBe(bench.clock.now() + LIFE_MS);
    expect(made.headers.get("Cache-Control")).toBe("no-store");

    const phone = bench.visitor();
    const entered = await use(await codeOf(Promise.resolve(made)), phone);
    const user = { id: "user-42", onlyLinkId: BROKEN };
    expect(entered).toMatchObject({ status: 201, json: { linkId: BROKEN, user } });
    expect((await phone.send("POST", `/api/links/${BROKEN}/repairs`)).status).toBe(201);
    expect((await phone.get(`/api/links/${OTHER}`)).status).toBe(404);
  });

  it("opens once, whoever looked at it before", async () => {
    const code = await codeOf(handOff(await bench.signedIn("user-42")));
    for (let looks = 0; looks < 3; looks += 1) {
      const preview = await bench.visitor().send("POST", "/api/session/preview", { code });
      expect(preview.status).toBe(200);
    }
    const [one, two] = await Promise.all([use(code), use(code)]);
    expect([one.status, two.status].sort()).toEqual([201, 410]);
    expect(await use(code)).toMatchObject({ json: { code: "entry_used" } });
  });

  it("is over after two minutes, and when its link works again", async () => {
    const desktop = await bench.signedIn("user-42");
    const late = await codeOf(handOff(desktop));
    bench.clock.advance(LIFE_MS);
    expect(await use(late)).toMatchObject({ status: 410, json: { code: "entry_expired" } });

    const needless = await codeOf(handOff(desktop));
    bench.clock.advance(15_000);
    belvo.statuses.set(BROKEN, "valid");
    await desktop.get("/api/links");
    expect(await use(needless)).toMatchObject({ status: 410, json: { code: "entry_repaired" } });
  });

  it("ends with the session that made it, and with no other of the person's", async () => {
    const [desktop, other] = [await bench.signedIn("user-42"), await bench.signedIn("user-42")];
    const [code, rest] = [await codeOf(handOff(desktop)), await codeOf(handOff(other, OTHER))];
    await desktop.send("DELETE", "/api/session");
    expect(await use(code)).toMatchObject({ status: 410, json: { code: "entry_expired" } });
    expect((await use(rest)).status).toBe(201);
  });

  it("knows the person's name and language on the phone, and leads back to no app there", async () => {
    const desktop = await comeIn({ returnUrl: BACK, locale: "pt", theme: "dark" });
    const entered = await use(await codeOf(handOff(desktop)));
    const user = { name: "Ana", returnUrl: null, locale: "pt-BR", theme: "dark" };
    expect(entered.json).toMatchObject({ user });
  });

  it("is made in a session for that link too, and for no other there", async () => {
    const mailed = await comeIn({ linkId: BROKEN });
    expect((await handOff(mailed, BROKEN.toUpperCase())).status).toBe(201);
    expect((await handOff(mailed, OTHER)).status).toBe(404);
  });

  it("opened in the browser that made it, leaves it the session that it has", async () => {
    const desktop = await bench.signedIn("user-42");
    const entered = await use(await codeOf(handOff(desktop)), desktop);
    expect(entered.json).toMatchObject({ linkId: BROKEN, user: { onlyLinkId: null } });
    const mailed = await comeIn({ linkId: BROKEN });
    expect((await use(await codeOf(handOff(mailed)), mailed)).status).toBe(201);
    expect((await mailed.get(`/api/links/${BROKEN}`)).status).toBe(200);
  });

  it("is of a link alone that can be repaired here, and that is the person's", async () => {
    const desktop = await bench.signedIn("user-42");
    expect(await handOff(desktop, WELL)).toMatchObject({
      status: 409,
      json: { code: "already_connected" },
    });
    expect((await handOff(desktop, crypto.randomUUID())).status).toBe(404);
    expect((await handOff(await bench.signedIn("user-43"))).status).toBe(404);
    expect((await handOff(bench.visitor())).status).toBe(401);
  });

  it("is made ten times in ten minutes by one person, whatever their sessions", async () => {
    const [one, two] = [await bench.signedIn("user-42"), await bench.signedIn("user-42")];
    for (let each = 0; each < 10; each += 1) {
      expect((await handOff(each % 2 ? one : two)).status).toBe(201);
    }
    const refused = await handOff(one, OTHER);
    expect(refused).toMatchObject({ status: 429, json: { code: "rate_limited" } });
    expect(refused.headers.get("Retry-After")).toBe("600");
    bench.clock.advance(10 * 60_000);
    expect((await handOff(one)).status).toBe(201);
  });

  it("is told in the security log, without its code, and stored by a hash alone", async () => {
    const code = await codeOf(handOff(await bench.signedIn("user-42")));
    const log = JSON.stringify([bench.logged, bench.requestLines]);
    expect(log).toContain("auth.handoff");
    const stored = JSON.stringify(await bench.store.selectFrom("entries").selectAll().execute());
    for (const text of [log, stored]) expect(text).not.toContain(code);
  });
});
