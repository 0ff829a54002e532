import { describe, expect, it } from "vitest";
import { aSite, firstDataOf } from "../server-bench/a-site.ts";
import { createBench, PUBLIC_URL } from "../server-bench/create-bench.ts";
import { createFakeBelvo } from "../server-bench/fake-belvo.ts";
import { HOST, openTarget, OTHER, VICTIM } from "./open-target.ts";

async function statusesOf(count: number, ask: () => Promise<{ status: number }>) {
  const statuses: number[] = [];
  for (let each = 0; each < count; each += 1) statuses.push((await ask()).status);
  return statuses;
}

describe("what there is a limit on", () => {
  it("login links of one person: sixty a minute, and as many of others (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const target = await openTarget();
    const make = (externalId: string) =>
      target.visitor().send("POST", "/host/entries", { externalId }, HOST);
    target.clock.advance(61_000);
    const statuses = await statusesOf(70, () => make(VICTIM));
    expect(statuses.filter((status) => status === 201)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
    expect((await make(OTHER)).status).toBe(201);
    target.clock.advance(60_000);
    expect((await make(VICTIM)).status).toBe(201);
  });

  it("reads of one person, on all their devices together (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const target = await openTarget();
    const devices = [await target.signedIn(VICTIM), await target.signedIn(VICTIM)];
    target.clock.advance(61_000);
    let asked = 0;
    const statuses = await statusesOf(3_001, () => {
      asked += 1;
      return devices[asked % 2]?.get("/api/repair-all") ?? Promise.reject(new Error("no device"));
    });
    expect(statuses.slice(0, 3_000)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
    expect((await (await target.signedIn(OTHER)).get("/api/links")).status).toBe(200);
  });

  it("reads of one person, also by HEAD and as part of a page (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const belvo = createFakeBelvo(VICTIM);
    const bench = await createBench({ belvo: belvo.answer, site: aSite });
    const person = await bench.signedIn(VICTIM);
    expect((await person.get("/api/links")).status).toBe(200);
    expect(firstDataOf((await person.get("/")).text)).not.toBeNull();
    const statuses = await statusesOf(2_998, () => person.send("HEAD", "/api/repair-all"));
    expect(statuses).not.toContain(429);
    expect((await person.send("HEAD", "/api/repair-all")).status).toBe(429);
    const page = await person.get("/");
    expect([page.status, firstDataOf(page.text)]).toEqual([200, null]);
  });

  it("sign-ins of the demo: 120 a minute from an address, 600 in all (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const demoUsers = [{ id: "demo-ana", name: "Ana", situation: "password" }] as const;
    const bench = await createBench({ belvo: createFakeBelvo("demo-ana").answer, demoUsers });
    const post = (from: string, path: string, body: string) => {
      const headers = { "Content-Type": "application/json" };
      const request = new Request(`${PUBLIC_URL}${path}`, { method: "POST", headers, body });
      return bench.app.fetch(request, from);
    };
    const enter = (from: string) => post(from, "/api/demo/session", '{"user":"demo-ana"}');
    const first = await statusesOf(121, () => enter("127.0.0.1"));
    expect(first.filter((status) => status === 201)).toHaveLength(120);
    expect(first.at(-1)).toBe(429);
    // Whoever begins a scene comes in as its person.
    const scene = await post("127.0.0.1", "/api/lab/scenes", '{"scenario":"clock_forward"}');
    expect(scene.status).toBe(429);
    for (const from of ["127.0.0.2", "127.0.0.3", "127.0.0.4"]) {
      expect(await statusesOf(120, () => enter(from))).not.toContain(429);
    }
    const last = await statusesOf(121, () => enter("127.0.0.5"));
    expect(last.filter((status) => status === 201)).toHaveLength(120);
    expect((await enter("127.0.0.6")).status).toBe(429);
  });

  it("lines of a limit that somebody goes on to reach: one a minute (API4:2023, ASVS 5.0 V16.2.1)", async () => {
    const target = await openTarget();
    const guess = () => target.visitor().send("POST", "/api/session", { code: "x".repeat(43) });
    target.clock.advance(61_000);
    target.logged.length = 0;
    await statusesOf(100, guess);
    const reached = target.logged.filter((line) => JSON.stringify(line).includes("limit.reached"));
    expect(reached).toMatchObject([[{ event: "limit.reached", limit: "guesses: code" }, {}]]);
  });
});
