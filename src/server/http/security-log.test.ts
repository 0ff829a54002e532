import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Uuid } from "#contract/formats.ts";
import {
  createBench,
  HOST_API_KEY,
  WEBHOOK_AUTH,
  type Bench,
} from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";
import { SECURITY_EVENTS } from "./security-log.ts";

const LINK = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const KEY = { Authorization: `Bearer ${HOST_API_KEY}` };
const Line = v.object({ event: v.string(), requestId: Uuid, address: v.string() });

let bench: Bench;
beforeEach(async () => {
  const belvo = createFakeBelvo("user-42");
  belvo.statuses.set(LINK, "invalid");
  bench = await createBench({
    belvo: belvo.answer,
    demoUsers: [{ id: "demo-ana", name: "Ana", situation: "password" }],
  });
});

function events(): v.InferOutput<typeof Line>[] {
  const lines = [...bench.logged, ...bench.requestLines].flat();
  return lines.flatMap((line) => {
    const read = v.safeParse(Line, line);
    return read.success ? [read.output] : [];
  });
}

const enter = (visitor: Visitor, code: string) => visitor.send("POST", "/api/session", { code });
const guess = () => enter(bench.visitor(), "x".repeat(43));

/** Has each event happen once at least. */
async function doAll(): Promise<void> {
  const person = await bench.signedIn("user-42");
  await person.get("/api/links");
  await person.send("POST", `/api/links/${LINK}/handoff`);
  const stranger = await bench.signedIn("user-43");
  await stranger.get(`/api/links/${LINK}`);
  await stranger.send("DELETE", "/api/session");
  await person.send("DELETE", "/api/session?everywhere=true");
  await bench.visitor().send("DELETE", "/host/users/user-42/sessions", undefined, KEY);
  await bench.visitor().send("POST", "/host/entries", {}, { Authorization: "Bearer guess" });
  await bench.webhook({}, "Bearer guess");
  await bench.visitor().send("POST", "/api/session", {}, { Origin: "https://evil.example" });
  await bench.visitor().send("POST", "/api/demo/session", { user: "demo-ana" });
  await bench.visitor().send("POST", "/api/demo/session", { user: "nobody" });
  for (let each = 0; each < 31; each += 1) await guess();
}

describe("the security log", () => {
  it("has every event that docs/security.md names, and the document has every event", async () => {
    await doAll();
    const happened = new Set(events().map(({ event }) => event));
    expect([...happened].sort()).toEqual(Object.keys(SECURITY_EVENTS).sort());

    const text = await readFile(new URL("../../../docs/security.md", import.meta.url), "utf8");
    const named = [...text.matchAll(/^\| `([a-z_]+\.[a-z_]+)` +\|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(Object.keys(SECURITY_EVENTS).sort());
  });

  it("has with each the request that it was, which the answer names", async () => {
    const answer = await guess();
    expect(events()).toEqual([
      { event: "auth.refused", requestId: answer.headers.get("X-Request-Id"), address: "unknown" },
    ]);
  });

  it("has no secret, and nobody's name or id", async () => {
    await doAll();
    const text = JSON.stringify(bench.logged) + JSON.stringify(bench.requestLines);
    for (const secret of ["user-42", "user-43", "Ana", LINK, "guess", HOST_API_KEY, WEBHOOK_AUTH]) {
      expect(text.replaceAll("guesses: code", "")).not.toContain(secret);
    }
    expect(text).not.toMatch(/[A-Za-z0-9_-]{43}/);
  });
});

describe("access.denied", () => {
  const denied = () => events().filter(({ event }) => event === "access.denied").length;

  it("is written for somebody else's link, by every way to name one", async () => {
    const owner = await bench.signedIn("user-42");
    await owner.get("/api/links");
    const { json } = await owner.send("POST", `/api/links/${LINK}/repairs`);
    const { repairId } = v.parse(v.object({ repairId: v.string() }), json);
    const stranger = await bench.signedIn("user-43");
    await stranger.send("POST", "/api/repair-all");

    await stranger.get(`/api/links/${LINK.toUpperCase()}`);
    await stranger.send("POST", `/api/links/${LINK}/repairs`);
    await stranger.send("POST", `/api/repairs/${repairId}/outcome`, { end: "exited" });
    await stranger.send("POST", "/api/repair-all/skips", { linkId: LINK });
    expect(denied()).toBe(4);
  });

  it("is written for another link than a session is for, and not for what nobody has", async () => {
    const other = LINK.replace("30cb", "40cb");
    const owner = await bench.signedIn("user-42");
    await owner.get("/api/links");
    await owner.get(`/api/links/${other}`);
    expect(denied()).toBe(0);
    const code = /#([\w-]{43})/.exec(
      (
        await bench
          .visitor()
          .send("POST", "/host/entries", { externalId: "user-42", linkId: LINK }, KEY)
      ).text,
    )?.[1];
    const mailed = bench.visitor();
    await enter(mailed, code ?? "");
    await mailed.get(`/api/links/${other}`);
    await mailed.get(`/api/links/${LINK}`);
    expect(denied()).toBe(0);
  });
});
