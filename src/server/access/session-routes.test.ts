import { beforeEach, describe, expect, it } from "vitest";
import { USER_HEADER } from "#contract/session.ts";
import { createBench, HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { Secret } from "../settings/secret.ts";

const DEMO_USERS = [{ id: "demo-ana", name: "Ana", situation: "password" }] as const;
const { answer } = createFakeBelvo("user-42");
const KEY = { Authorization: `Bearer ${HOST_API_KEY}` };

let bench: Bench;
beforeEach(async () => {
  bench = await createBench({ belvo: answer });
});

async function newCode(user: object = { externalId: "user-42", name: "Ana" }): Promise<string> {
  const loginLink = await bench.visitor().send("POST", "/host/entries", user, KEY);
  return /#(.+)"/.exec(loginLink.text)?.[1]?.slice(0, 43) ?? "";
}

describe("a browser without a session", () => {
  it("gets no user from GET /api/session, and 401 from GET /api/links", async () => {
    const visitor = bench.visitor();
    expect(await visitor.get("/api/session")).toMatchObject({
      status: 200,
      json: { user: null, demoUsers: null },
    });
    expect(await visitor.get("/api/links")).toMatchObject({
      status: 401,
      json: { code: "unauthenticated" },
    });
  });
});

describe("a login link", () => {
  it("is an address of ours with its code in the fragment, good for a quarter of an hour", async () => {
    const loginLink = await bench
      .visitor()
      .send("POST", "/host/entries", { externalId: "user-42" }, KEY);
    expect(loginLink.status).toBe(201);
    expect(loginLink.json).toMatchObject({
      expiresAt: new Date(bench.clock.now() + 15 * 60 * 1000).toISOString(),
    });
    expect(loginLink.text).toMatch(
      /^\{"url":"http:\/\/127\.0\.0\.1:3000\/enter#[A-Za-z0-9_-]{43}",/,
    );
  });

  it("signs its person in", async () => {
    const visitor = bench.visitor();
    const entered = await visitor.send("POST", "/api/session", { code: await newCode() });
    expect(entered).toMatchObject({ status: 201, json: { user: { id: "user-42", name: "Ana" } } });
    expect(await visitor.get("/api/session")).toMatchObject({ json: { user: { id: "user-42" } } });
    expect(await visitor.get("/api/links")).toMatchObject({ status: 200 });
  });

  it("signs in one of two who use it at the same time, and nobody after that", async () => {
    const code = await newCode();
    const use = () => bench.visitor().send("POST", "/api/session", { code });
    const statuses = (await Promise.all([use(), use()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 410]);
    expect(await use()).toMatchObject({ status: 410, json: { code: "entry_used" } });
  });

  it("is refused after a quarter of an hour, and when it was never issued", async () => {
    const code = await newCode();
    bench.clock.advance(15 * 60 * 1000);
    const use = (each: string) => bench.visitor().send("POST", "/api/session", { code: each });
    expect(await use(code)).toMatchObject({ status: 410, json: { code: "entry_expired" } });
    expect(await use("x".repeat(43))).toMatchObject({
      status: 404,
      json: { code: "entry_unknown" },
    });
  });

  it("is made with the old and with the new key of the host while one replaces the other", async () => {
    const hostApiKeys = ["old", "new"].map((each) => new Secret(each.padEnd(32, "x")));
    const other = await createBench({ belvo: answer, settings: { hostApiKeys } });
    const ask = async (key: string) => {
      const headers = { Authorization: `Bearer ${key.padEnd(32, "x")}` };
      return (
        await other.visitor().send("POST", "/host/entries", { externalId: "user-42" }, headers)
      ).status;
    };
    expect([await ask("old"), await ask("new"), await ask("older")]).toEqual([201, 201, 401]);
  });

  it("is created with the host's API key only, and never where no key is set", async () => {
    const wrong = [
      {},
      { Authorization: HOST_API_KEY },
      { Authorization: `Bearer ${HOST_API_KEY}x` },
    ];
    for (const headers of wrong) {
      const loginLink = await bench
        .visitor()
        .send("POST", "/host/entries", { externalId: "user-42" }, headers);
      expect(loginLink).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
    }
    const closed = await createBench({ belvo: answer, settings: { hostApiKeys: [] } });
    const loginLink = await closed
      .visitor()
      .send("POST", "/host/entries", { externalId: "user-42" }, KEY);
    expect(loginLink.status).toBe(404);
  });

  it.each([{}, { externalId: "a b" }, { externalId: "x" }, { externalId: "user-42", admin: true }])(
    "is not created from %o",
    async (body) => {
      const loginLink = await bench.visitor().send("POST", "/host/entries", body, KEY);
      expect(loginLink).toMatchObject({ status: 400, json: { code: "invalid_request" } });
    },
  );
});

describe("a session", () => {
  it("ends on the server too when the person signs out", async () => {
    const visitor = await bench.signedIn("user-42");
    const cookie = visitor.cookie();
    expect((await visitor.send("DELETE", "/api/session")).status).toBe(204);
    expect(visitor.cookie()).toBe("");
    expect((await bench.visitor().get("/api/links", { Cookie: cookie })).status).toBe(401);
  });

  it("ends everywhere when the person says so, with its streams, and nobody else's does", async () => {
    const [phone, laptop] = [await bench.signedIn("user-42"), await bench.signedIn("user-42")];
    const other = await bench.signedIn("user-43");
    const live = await laptop.live();
    await live.next();
    const left = await phone.send("DELETE", "/api/session?everywhere=true");
    expect(left.status).toBe(204);
    expect(phone.cookie()).toBe("");
    expect((await laptop.get("/api/links")).status).toBe(401);
    expect(await live.next()).toBeNull();
    expect((await other.get("/api/links")).status).toBe(200);
  });

  it.each(["", "?everywhere=true"])(
    "is not ended by a page that shows somebody else, which is told who is there%s",
    async (query) => {
      const [elena, carla] = [await bench.signedIn("user-42"), await bench.signedIn("user-43")];
      const keyOf = async (visitor: typeof elena) =>
        (await visitor.get("/api/links")).headers.get(USER_HEADER) ?? "";
      const leave = async (key: string) =>
        carla.send("DELETE", `/api/session${query}`, undefined, { [USER_HEADER]: key });
      const refused = await leave(await keyOf(elena));
      expect(refused).toMatchObject({ status: 404, json: { code: "not_found" } });
      expect(refused.headers.get(USER_HEADER)).toBe(await keyOf(carla));
      expect((await leave(await keyOf(carla))).status).toBe(204);
      expect((await carla.get("/api/links")).status).toBe(401);
      expect((await elena.get("/api/links")).status).toBe(200);
    },
  );

  it("ends when the host says so, and a login link that is out lets nobody in any more", async () => {
    const person = await bench.signedIn("user-42");
    const other = await bench.signedIn("user-43");
    const code = await newCode();
    const end = (headers: Record<string, string>) =>
      bench.visitor().send("DELETE", "/host/users/user-42/sessions", undefined, headers);
    expect((await end({})).status).toBe(401);
    expect((await person.get("/api/links")).status).toBe(200);

    expect((await end(KEY)).status).toBe(204);
    expect((await person.get("/api/links")).status).toBe(401);
    expect((await bench.visitor().send("POST", "/api/session", { code })).status).toBe(404);
    expect((await other.get("/api/links")).status).toBe(200);
  });

  it("is one of ten of a person at most: the oldest ends", async () => {
    const first = await bench.signedIn("user-42");
    const other = await bench.signedIn("user-43");
    const rest = [];
    for (let each = 0; each < 10; each += 1) {
      bench.clock.advance(1_000);
      rest.push(await bench.signedIn("user-42"));
    }
    expect((await first.get("/api/links")).status).toBe(401);
    for (const visitor of [...rest, other]) {
      expect((await visitor.get("/api/links")).status).toBe(200);
    }
  });

  it("is not ended by its own beginning when eleven begin in one moment", async () => {
    const all = [];
    for (let each = 0; each < 11; each += 1) all.push(await bench.signedIn("user-42"));
    expect((await all.at(-1)?.get("/api/links"))?.status).toBe(200);
  });

  it("ends half an hour after its last use, and after half a day in any case", async () => {
    const visitor = await bench.signedIn("user-42");
    for (let minutes = 0; minutes + 29 < 12 * 60; minutes += 29) {
      bench.clock.advance(29 * 60 * 1000);
      expect((await visitor.get("/api/links")).status).toBe(200);
    }
    bench.clock.advance(29 * 60 * 1000);
    expect((await visitor.get("/api/links")).status).toBe(401);

    const idle = await bench.signedIn("user-42");
    bench.clock.advance(30 * 60 * 1000);
    expect((await idle.get("/api/links")).status).toBe(401);
  });

  it("is replaced by a new one at the next sign-in, and the old cookie is worth nothing", async () => {
    const visitor = await bench.signedIn("user-42");
    const before = visitor.cookie();
    await visitor.send("POST", "/api/session", { code: await newCode() });
    expect(visitor.cookie()).not.toBe(before);
    expect((await bench.visitor().get("/api/links", { Cookie: before })).status).toBe(401);
  });

  it("is stored as a hash, as are the codes of login links", async () => {
    const code = await newCode();
    const visitor = await bench.signedIn("user-42");
    const kept = JSON.stringify([
      await bench.store.selectFrom("sessions").selectAll().execute(),
      await bench.store.selectFrom("entries").selectAll().execute(),
    ]);
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(visitor.cookie().split("=")[1]);
  });

  it.each([
    ["http://127.0.0.1:3000", /^relink=.{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/],
    [
      "https://relink.example",
      /^__Host-relink=.{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ],
  ])("has a cookie that no script can read, under %s", async (publicUrl, form) => {
    bench = await createBench({ belvo: answer, settings: { publicUrl } });
    const entered = await bench.visitor().send("POST", "/api/session", { code: await newCode() });
    expect(entered.headers.get("Set-Cookie")).toMatch(form);
  });
});

describe("POST /api/demo/session", () => {
  it("signs anybody in as one of the demo's users, and as nobody else", async () => {
    bench = await createBench({ belvo: answer, demoUsers: DEMO_USERS });
    const visitor = bench.visitor();
    expect(await visitor.get("/api/session")).toMatchObject({ json: { demoUsers: DEMO_USERS } });
    expect(await visitor.send("POST", "/api/demo/session", { user: "someone" })).toMatchObject({
      status: 404,
    });
    expect(await visitor.send("POST", "/api/demo/session", { user: "demo-ana" })).toMatchObject({
      status: 201,
      json: { user: { id: "demo-ana", name: "Ana" } },
    });
  });

  it("answers 404 outside the demo", async () => {
    const entered = await bench.visitor().send("POST", "/api/demo/session", { user: "demo-ana" });
    expect(entered).toMatchObject({ status: 404, json: { code: "not_found" } });
  });
});
