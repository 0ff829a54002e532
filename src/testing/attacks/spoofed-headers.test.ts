import { describe, expect, it } from "vitest";
import { PUBLIC_URL } from "../server-bench/create-bench.ts";
import { HOST, openTarget, OTHER, VICTIM } from "./open-target.ts";

const target = await openTarget();
const victims = await target.signedIn(VICTIM);

describe("headers that say where a request comes from", () => {
  const SPOOFED = [
    "X-Forwarded-Host",
    "X-Forwarded-Server",
    "X-Host",
    "X-Original-Host",
    "X-HTTP-Host-Override",
    "Forwarded",
  ];

  it.each(SPOOFED)(
    "do not change our own address in a login link: %s (API8:2023, ASVS 5.0 V4.1.3)",
    async (name) => {
      const value = name === "Forwarded" ? "host=evil.example;proto=https" : "evil.example";
      const headers = { [name]: value, "X-Forwarded-Proto": "https", Host: "evil.example" };
      const { text, status } = await target
        .visitor()
        .send("POST", "/host/entries", { externalId: OTHER }, { ...HOST, ...headers });
      expect(status).toBe(201);
      expect(text).toContain(`${PUBLIC_URL}/enter#`);
      expect(text).not.toContain("evil.example");
    },
  );

  it.each([
    "X-Original-URL",
    "X-Rewrite-URL",
    "X-Forwarded-Path",
    "X-HTTP-Method-Override",
    "X-Method-Override",
  ])("do not lead to another route: %s (API5:2023, ASVS 5.0 V4.1.3)", async (name) => {
    const value = name.includes("Method") ? "DELETE" : "/api/links";
    const visitor = target.visitor();
    expect((await visitor.get("/livez", { [name]: value })).text).not.toContain("unauthenticated");
    await victims.send("POST", "/api/session", { code: "x".repeat(43) }, { [name]: value });
    expect((await victims.get("/api/links")).status).toBe(200);
  });

  it.each(["X-User-Id", "X-Forwarded-User", "Relink-User", "X-Auth-Request-User", "X-External-Id"])(
    "make nobody somebody: %s (API2:2023, ASVS 5.0 V4.1.3)",
    async (name) => {
      expect((await target.visitor().get("/api/links", { [name]: VICTIM })).status).toBe(401);
    },
  );

  it.each([
    "X-Forwarded-For",
    "X-Real-IP",
    "True-Client-IP",
    "CF-Connecting-IP",
    "X-Client-IP",
    "Forwarded",
  ])("give a guesser no more tries: %s (API2:2023, ASVS 5.0 V15.3.4)", async (name) => {
    target.clock.advance(61_000);
    const statuses: number[] = [];
    for (let each = 0; each < 40; each += 1) {
      const headers = { [name]: name === "Forwarded" ? `for=10.0.0.${each}` : `10.0.0.${each}` };
      const guess = { code: "x".repeat(43) };
      statuses.push((await target.visitor().send("POST", "/api/session", guess, headers)).status);
    }
    expect(statuses.filter((status) => status === 404)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
  });
});
