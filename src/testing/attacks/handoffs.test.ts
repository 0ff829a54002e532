import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { Handoff } from "#contract/handoff.ts";
import type { Visitor } from "../server-bench/visitor.ts";
import { openTarget, OTHER, VICTIM } from "./open-target.ts";

const target = await openTarget();
const { victim, own } = target;

/** Each test's askings are counted by themselves. */
const TEN_MINUTES_MS = 10 * 60_000;

async function handOff(visitor: Visitor, linkId = victim.link): Promise<string> {
  const { json } = await visitor.send("POST", `/api/links/${linkId}/handoff`);
  return new URL(v.parse(Handoff, json).url).hash.slice(1);
}

const use = (code: string, visitor = target.visitor()) =>
  visitor.send("POST", "/api/session", { code });

async function asVictim(): Promise<Visitor> {
  target.clock.advance(TEN_MINUTES_MS);
  return target.entered(await target.newCode({ externalId: VICTIM }));
}

describe("a code for the person's phone", () => {
  it("lets in one of forty who use it at once (API2:2023, ASVS 5.0 V15.4.2)", async () => {
    const code = await handOff(await asVictim());
    const answers = await Promise.all(Array.from({ length: 40 }, () => use(code)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ headers }) => headers.has("Set-Cookie"))).toHaveLength(1);
  });

  it("opens that link alone, and hands on nothing more from there (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const phone = target.visitor();
    await use(await handOff(await asVictim()), phone);
    for (const id of victim.links) {
      const { status } = await phone.send("POST", `/api/links/${id}/handoff`);
      expect(status).toBe(id === victim.link ? 201 : 404);
    }
    expect((await phone.get("/api/repair-all")).status).toBe(404);
  });

  it.each([
    ["signs out", (visitor: Visitor) => visitor.send("DELETE", "/api/session")],
    ["signs out everywhere", (visitor) => visitor.send("DELETE", "/api/session?everywhere=true")],
    ["is signed out by the host", () => target.end(VICTIM)],
  ] satisfies [string, (visitor: Visitor) => Promise<unknown>][])(
    "lets nobody in once the person %s (API2:2023, ASVS 5.0 V7.4.1)",
    async (_how, leave) => {
      const visitor = await asVictim();
      const code = await handOff(visitor);
      await leave(visitor);
      expect([404, 410]).toContain((await use(code)).status);
    },
  );

  it("ends, once it was used, with all sessions of the person (API2:2023, ASVS 5.0 V7.4.3)", async () => {
    const visitor = await asVictim();
    const phone = target.visitor();
    await use(await handOff(visitor), phone);
    expect((await phone.get(`/api/links/${victim.link}`)).status).toBe(200);
    await visitor.send("DELETE", "/api/session?everywhere=true");
    expect((await phone.get(`/api/links/${victim.link}`)).status).toBe(401);
  });

  it("is not made without end, nor for somebody else's link (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const visitor = await asVictim();
    const path = `/api/links/${victim.link}/handoff`;
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => visitor.send("POST", path, {})),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
    const other = await target.signedIn(OTHER);
    expect((await other.send("POST", path)).status).toBe(404);
    expect((await other.send("POST", `/api/links/${own.link}/handoff`)).status).toBe(201);
  });

  it("is made by no other site's page, and by no address that is opened (API8:2023, ASVS 5.0 V3.5.1)", async () => {
    const visitor = await asVictim();
    const path = `/api/links/${victim.link}/handoff`;
    const foreign = await visitor.send("POST", path, undefined, { Origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect([404, 405]).toContain((await visitor.get(path)).status);
  });
});
