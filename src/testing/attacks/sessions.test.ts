import { hash } from "node:crypto";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { HOST_API_KEY, WEBHOOK_AUTH } from "../server-bench/create-bench.ts";
import type { Visitor } from "../server-bench/visitor.ts";
import { HOST, openTarget, OTHER, VICTIM } from "./open-target.ts";

const target = await openTarget();
const { victim } = target;

const asVictim = async () => target.entered(await target.newCode({ externalId: VICTIM }));
const tokenOf = (visitor: Visitor) => visitor.cookie().split("=")[1] ?? "";

async function statusWith(cookie: string, path = "/api/links"): Promise<number> {
  target.clock.advance(1_000);
  return (await target.visitor().get(path, { Cookie: cookie })).status;
}

const PERSONAL = [
  "/api/links",
  `/api/links/${victim.link}`,
  "/api/repair-all",
  "/api/live",
  "/api/nothing",
] as const;

describe("a session that has ended", () => {
  it.each([
    ["signs out", (visitor: Visitor) => visitor.send("DELETE", "/api/session")],
    [
      "signs out everywhere, on another device",
      async () => (await asVictim()).send("DELETE", "/api/session?everywhere=true"),
    ],
    ["is signed out by the host", () => target.end(VICTIM)],
    [
      "comes in anew",
      async (visitor: Visitor) =>
        visitor.send("POST", "/api/session", {
          code: await target.newCode({ externalId: VICTIM }),
        }),
    ],
  ])("opens nothing after the person %s (API2:2023, ASVS 5.0 V7.4.1)", async (_what, end) => {
    const visitor = await asVictim();
    const cookie = visitor.cookie();
    expect(await statusWith(cookie)).toBe(200);
    await end(visitor);
    for (const path of PERSONAL) expect(await statusWith(cookie, path)).toBe(401);
    const minted = target.minted.length;
    const repair = await target
      .visitor()
      .send("POST", `/api/links/${victim.link}/repairs`, undefined, { Cookie: cookie });
    expect(repair.status).toBe(401);
    expect(target.minted).toHaveLength(minted);
  });

  it("tells nothing more on a stream that is open (API2:2023, ASVS 5.0 V7.4.1)", async () => {
    const visitor = await asVictim();
    const live = await visitor.live();
    await live.next();
    await visitor.send("DELETE", "/api/session");
    expect(await live.next()).toBeNull();
  });
});

describe("a session's cookie", () => {
  it("that a stranger planted is worth nothing after the person comes in (API2:2023, ASVS 5.0 V7.2.4)", async () => {
    const planted = `relink=${"p".repeat(43)}`;
    const code = await target.newCode({ externalId: VICTIM });
    const entered = await target
      .visitor()
      .send("POST", "/api/session", { code }, { Cookie: planted });
    expect(entered.status).toBe(201);
    expect(entered.headers.get("Set-Cookie")).not.toContain("p".repeat(43));
    expect(await statusWith(planted)).toBe(401);
  });

  it("that is a stranger's own is replaced when the person comes in, and ended (API2:2023, ASVS 5.0 V7.2.4)", async () => {
    const stranger = await target.signedIn(OTHER);
    const planted = stranger.cookie();
    const code = await target.newCode({ externalId: VICTIM });
    await target.visitor().send("POST", "/api/session", { code }, { Cookie: planted });
    expect(await statusWith(planted)).toBe(401);
  });

  it.each([
    ["its beginning", (token: string) => token.slice(0, -1)],
    ["more behind it", (token: string) => `${token}A`],
    ["itself twice", (token: string) => token + token],
    ["its hash", (token: string) => hash("sha256", token, "hex")],
    ["quotes and more", (token: string) => `"${token}x"`],
    ["SQL", (token: string) => `${token}' or '1'='1`],
    ["nothing", () => ""],
    ["10 kB", (token: string) => token.repeat(240)],
    ["wrong percent signs", (token: string) => `%E0%A4%A${token}`],
    ["the host's key", () => HOST_API_KEY],
    ["a widget's token", () => victim.token],
    ["a link's id", () => victim.link],
  ])("opens nothing with %s in it (API2:2023, ASVS 5.0 V7.2.1)", async (_what, change) => {
    const visitor = await asVictim();
    expect(await statusWith(`relink=${change(tokenOf(visitor))}`)).toBe(401);
  });

  it("opens nothing as a login link's code, a host's key or a webhook's secret (API2:2023, ASVS 5.0 V7.2.2)", async () => {
    const token = tokenOf(await asVictim());
    const send = (path: string, body: object, headers = {}) =>
      target.visitor().send("POST", path, body, headers);
    const Authorization = `Bearer ${token}`;
    expect((await send("/api/session", { code: token })).status).toBe(404);
    expect((await send("/host/entries", { externalId: VICTIM }, { Authorization })).status).toBe(
      401,
    );
    expect((await send("/webhooks/belvo", {}, { Authorization })).status).toBe(401);
    expect((await target.visitor().get("/api/links", { Authorization })).status).toBe(401);
  });

  it("is for one of the two when there are two, and never for a mixture (API2:2023, ASVS 5.0 V15.3.7)", async () => {
    const [one, two] = [await target.signedIn(OTHER), await asVictim()];
    const cookie = `${one.cookie()}; ${two.cookie()}`;
    const { json, text } = await target.visitor().get("/api/links", { Cookie: cookie });
    const ids = v.parse(LinkPage, json).links.map(({ id }) => id);
    const areVictims = ids.map((id) => victim.links.includes(id));
    expect(new Set(areVictims).size, text).toBe(1);
  });

  it("of the eleventh device ends the first one's (API4:2023, ASVS 5.0 V7.1.2)", async () => {
    const first = await target.signedIn(OTHER);
    for (let each = 0; each < 10; each += 1) {
      target.clock.advance(1_000);
      await target.signedIn(OTHER);
    }
    expect(await statusWith(first.cookie())).toBe(401);
  });
});

describe("another person", () => {
  it("is shown none of a list by the cursor of its owner (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const person = await target.signedIn("demo-hugo");
    const { nextCursor } = v.parse(LinkPage, (await person.get("/api/links")).json);
    expect(nextCursor).toEqual(expect.any(String));
    const other = await target.signedIn(OTHER);
    const query = `cursor=${encodeURIComponent(nextCursor ?? "")}`;
    const { status, json } = await other.get(`/api/links?${query}`);
    expect(status).toBe(200);
    const known = v.parse(LinkPage, (await other.get("/api/links")).json).links.map(({ id }) => id);
    for (const { id } of v.parse(LinkPage, json).links) expect(known).toContain(id);
  });

  it("is not told that a list is unchanged by its owner's tag (API1:2023, ASVS 5.0 V14.2.2)", async () => {
    const tag = (await (await asVictim()).get("/api/links")).headers.get("ETag") ?? "";
    const other = await target.signedIn(OTHER);
    expect((await other.get("/api/links", { "If-None-Match": tag })).status).toBe(200);
  });

  it.each(["0", "-1", "1e99", "999999999999999", "9".repeat(40), "NaN", "1,2", "[]"])(
    "is told live of their own links alone, from %s (API1:2023, ASVS 5.0 V8.2.2)",
    async (from) => {
      const other = await target.signedIn(OTHER);
      const live = await other.live(undefined, `?lastEventId=${encodeURIComponent(from)}`);
      await live.next();
      await live.close();
      for (const id of victim.links) expect(live.raw()).not.toContain(id);
    },
  );
});

it("a key of the host's is no session (API2:2023, ASVS 5.0 V7.2.2)", async () => {
  for (const headers of [HOST, { Authorization: WEBHOOK_AUTH }]) {
    for (const path of PERSONAL) {
      expect((await target.visitor().get(path, headers)).status).toBe(401);
    }
  }
});
