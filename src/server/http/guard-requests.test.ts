import { beforeEach, describe, expect, it } from "vitest";
import { Problem } from "#contract/problem.ts";
import {
  createBench,
  HOST_API_KEY,
  PUBLIC_URL,
  type Bench,
} from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const { answer } = createFakeBelvo("user-42");

let bench: Bench;
beforeEach(async () => {
  bench = await createBench({ belvo: answer });
});

function enter(headers: Record<string, string>, body: unknown = { code: "x".repeat(43) }) {
  return bench.visitor().send("POST", "/api/session", body, headers);
}

describe("every answer", () => {
  it("is strict with the browser, and has an id", async () => {
    const visitor = bench.visitor();
    for (const path of ["/", "/api/session", "/api/links", "/api/nothing", "/livez", "/readyz"]) {
      const { headers } = await visitor.get(path);
      expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Referrer-Policy")).toBe("no-referrer");
      expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin-allow-popups");
      expect(headers.get("Permissions-Policy")).toContain("camera=()");
      expect(headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get("Strict-Transport-Security")).toBeNull();
    }
  });

  it("asks for https from then on where we have it", async () => {
    bench = await createBench({ belvo: answer, settings: { publicUrl: "https://relink.example" } });
    const { headers } = await bench.visitor().get("/livez");
    expect(headers.get("Strict-Transport-Security")).toBe("max-age=31536000; includeSubDomains");
  });

  it("of the API is kept by nobody", async () => {
    for (const path of ["/api/session", "/api/links", "/api/nothing"]) {
      expect((await bench.visitor().get(path)).headers.get("Cache-Control")).toBe("no-store");
    }
  });
});

describe("a refusal", () => {
  it("is a problem with one of our codes", async () => {
    const { status, headers, json } = await (await bench.signedIn("user-42")).get("/api/nothing");
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect(Problem.parse(json)).toEqual({
      type: "urn:relink:problem:not_found",
      title: "There is no such thing here.",
      status,
      code: "not_found",
      requestId: headers.get("X-Request-Id"),
    });
  });

  it("for a fault of ours says nothing about it, and is in the log by its id", async () => {
    const person = await bench.signedIn("user-42");
    await bench.store.schema.dropTable("listings").execute();
    const { status, json, text } = await person.get("/api/links");
    expect(status).toBe(500);
    expect(text).not.toMatch(/listings|sqlite/i);
    expect(bench.logged).toContainEqual([
      expect.objectContaining({ requestId: Problem.parse(json).requestId, code: "unexpected" }),
      "a request failed",
    ]);
  });
});

describe("a request that changes something", () => {
  it.each([
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { Origin: `${PUBLIC_URL}.evil.example` },
    { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" },
  ])("is refused from another site's page: %o", async (headers) => {
    expect(await enter({ ...headers })).toMatchObject({
      status: 403,
      json: { code: "forbidden_origin" },
    });
    const person = await bench.signedIn("user-42");
    const left = await person.send("DELETE", "/api/session", undefined, { ...headers });
    expect(left.status).toBe(403);
    expect((await person.get("/api/links")).status).toBe(200);
  });

  it.each([
    { Origin: PUBLIC_URL, "Sec-Fetch-Site": "same-origin" },
    { Origin: "http://localhost:3000", Host: "localhost:3000", "Sec-Fetch-Site": "same-origin" },
    {},
  ])("is taken from our own page, and from what is no page: %o", async (headers) => {
    expect(await enter({ ...headers })).toMatchObject({ json: { code: "entry_unknown" } });
  });

  it("is refused when it is what a form could send", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"]) {
      expect(await enter({ "Content-Type": type })).toMatchObject({
        status: 400,
        json: { code: "invalid_request" },
      });
    }
  });

  it("is refused when it is large, when it is broken, and when it is not what it should be", async () => {
    expect(await enter({}, { code: "x".repeat(70_000) })).toMatchObject({ status: 413 });
    for (const body of ["{", "null", "[]", '{"code":7}', '{"__proto__":{"code":"x"}}']) {
      expect(await enter({}, body)).toMatchObject({
        status: 400,
        json: { code: "invalid_request" },
      });
    }
  });

  it("may come from anywhere when it comes with the host's key", async () => {
    const entry = await bench.visitor().send(
      "POST",
      "/host/entries",
      { externalId: "user-42" },
      {
        Authorization: `Bearer ${HOST_API_KEY}`,
        Origin: "https://backend.example",
      },
    );
    expect(entry.status).toBe(201);
  });
});

describe("whether to send us people", () => {
  it("is answered by the store, and no while we stop", async () => {
    const visitor = bench.visitor();
    expect((await visitor.get("/readyz")).status).toBe(200);
    await bench.drain();
    expect((await visitor.get("/readyz")).status).toBe(503);
    expect((await visitor.get("/livez")).status).toBe(200);
  });

  it("is no when nothing can be written", async () => {
    await bench.store.destroy();
    expect((await bench.visitor().get("/readyz")).status).toBe(503);
  });
});
