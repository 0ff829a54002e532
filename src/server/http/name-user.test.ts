import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Session, USER_HEADER } from "#contract/session.ts";
import { createBench, HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const { answer } = createFakeBelvo("user-42");
const DEMO_USERS = [{ id: "demo-ana", name: "Ana", situation: "password" }] as const;

let bench: Bench;
beforeEach(async () => {
  bench = await createBench({ belvo: answer, demoUsers: DEMO_USERS });
});

describe("the header that names whom an answer of the API is for", () => {
  it("is on answers, refusals and streams, and says what the session says", async () => {
    const person = await bench.signedIn("user-42");
    const session = await person.get("/api/session");
    const key = v.parse(Session, session.json).user?.key;
    expect(key).toMatch(/^[A-Za-z0-9_-]{22}$/);
    const answers = [
      session,
      await person.get("/api/links"),
      await person.get("/api/links/11111111-1111-4111-8111-111111111111"),
      await person.send("POST", "/api/links/x/repairs"),
    ];
    expect(answers.map(({ headers }) => headers.get(USER_HEADER))).toEqual([key, key, key, key]);
    const live = await person.live();
    expect(live.headers.get(USER_HEADER)).toBe(key);
    await live.close();
  });

  it("is the same in all sessions of a person, another one for another person, and not their id", async () => {
    const keyOf = async (externalId: string) =>
      (await (await bench.signedIn(externalId)).get("/api/links")).headers.get(USER_HEADER);
    const key = await keyOf("user-42");
    expect(await keyOf("user-42")).toBe(key);
    expect(await keyOf("user-43")).not.toBe(key);
    expect(key).not.toContain("user-42");
  });

  it("names who comes in by a login link, or in the demo", async () => {
    const loginLink = await bench
      .visitor()
      .send(
        "POST",
        "/host/entries",
        { externalId: "user-42" },
        { Authorization: `Bearer ${HOST_API_KEY}` },
      );
    const code = /#([A-Za-z0-9_-]{43})/.exec(loginLink.text)?.[1];
    const visitor = bench.visitor();
    const ways = [
      await visitor.send("POST", "/api/session", { code }),
      await visitor.send("POST", "/api/demo/session", { user: "demo-ana" }),
    ];
    for (const { json, headers } of ways) {
      expect(headers.get(USER_HEADER)).toBe(v.parse(Session, json).user?.key);
    }
  });

  it("has a request refused that names somebody else than is there, and its answer name who is", async () => {
    const person = await bench.signedIn("user-42");
    const key = (await person.get("/api/links")).headers.get(USER_HEADER) ?? "";
    const begin = (named: string) =>
      person.send("POST", "/api/repair-all", {}, { [USER_HEADER]: named });
    const refused = await begin("x".repeat(22));
    expect(refused).toMatchObject({ status: 404, json: { code: "not_found" } });
    expect(refused.headers.get(USER_HEADER)).toBe(key);
    expect((await begin(key)).status).not.toBe(404);
  });

  it("is on no answer for somebody who is not signed in, nor on any outside of the API", async () => {
    const visitor = bench.visitor();
    const person = await bench.signedIn("user-42");
    const answers = [
      await visitor.get("/api/session"),
      await visitor.get("/api/links"),
      await person.get("/livez"),
    ];
    for (const { headers } of answers) expect(headers.has(USER_HEADER)).toBe(false);
  });
});
