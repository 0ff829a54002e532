import { beforeEach, describe, expect, it, vi } from "vitest";
import * as v from "valibot";
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

describe("every HTTP response", () => {
  it("has strict security headers and a request id", async () => {
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

  it("has Strict-Transport-Security when our public URL is https", async () => {
    bench = await createBench({ belvo: answer, settings: { publicUrl: "https://relink.example" } });
    const { headers } = await bench.visitor().get("/livez");
    expect(headers.get("Strict-Transport-Security")).toBe("max-age=31536000; includeSubDomains");
  });

  it("is not to be stored when it is the API's", async () => {
    for (const path of ["/api/session", "/api/links", "/api/nothing"]) {
      expect((await bench.visitor().get(path)).headers.get("Cache-Control")).toBe("no-store");
    }
  });
});

describe("an error response", () => {
  it("is an RFC 9457 problem with one of our codes", async () => {
    const { status, headers, json } = await (await bench.signedIn("user-42")).get("/api/nothing");
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect(v.parse(Problem, json)).toEqual({
      type: "urn:relink:problem:not_found",
      title: "There is no such thing here.",
      status,
      code: "not_found",
      requestId: headers.get("X-Request-Id"),
    });
  });

  it("hides the cause of a fault of ours, which is logged under the request id", async () => {
    const person = await bench.signedIn("user-42");
    await bench.store.schema.dropTable("listings").execute();
    const { status, json, text } = await person.get("/api/links");
    expect(status).toBe(500);
    expect(text).not.toMatch(/listings|sqlite/i);
    expect(bench.logged).toContainEqual([
      expect.objectContaining({ requestId: v.parse(Problem, json).requestId, code: "unexpected" }),
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
    { Origin: PUBLIC_URL.replace("http:", "https:") },
    { Origin: "http://evil.example", Host: "evil.example" },
    { Origin: "http://localhost:8080" },
    { Origin: `${PUBLIC_URL}.evil.example` },
    { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" },
  ])("is refused when it comes from another site's page: %o", async (headers) => {
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
  ])("is accepted from our own page, and from a client that is no browser: %o", async (headers) => {
    expect(await enter({ ...headers })).toMatchObject({ json: { code: "entry_unknown" } });
  });

  it("is refused when its content type is not JSON, as a form's is", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"]) {
      expect(await enter({ "Content-Type": type })).toMatchObject({
        status: 400,
        json: { code: "invalid_request" },
      });
    }
  });

  it("is refused when its body has no content type, as a page's of another site may", async () => {
    const response = await bench.app.fetch(
      new Request(`${PUBLIC_URL}/api/session`, {
        method: "POST",
        body: new Blob(["{}"]),
        headers: { "Content-Length": "2" },
      }),
    );
    expect(response.status).toBe(400);
  });

  it("is refused when its body is too large, malformed or of the wrong shape", async () => {
    expect(await enter({}, { code: "x".repeat(70_000) })).toMatchObject({ status: 413 });
    for (const body of ["{", "null", "[]", '{"code":7}', '{"__proto__":{"code":"x"}}']) {
      expect(await enter({}, body)).toMatchObject({
        status: 400,
        json: { code: "invalid_request" },
      });
    }
  });

  it("is accepted from any origin when it has the host's API key", async () => {
    const loginLink = await bench.visitor().send(
      "POST",
      "/host/entries",
      { externalId: "user-42" },
      {
        Authorization: `Bearer ${HOST_API_KEY}`,
        Origin: "https://backend.example",
      },
    );
    expect(loginLink.status).toBe(201);
  });
});

describe("a request to a name that is not ours", () => {
  const sentTo = (Host: string, path: string) => bench.visitor().get(path, { Host });

  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.7", "a b"])(
    "is refused, since the page under it would count as ours: %s",
    async (host) => {
      for (const path of ["/", "/api/session", "/api/links", "/enter"]) {
        expect(await sentTo(host, path)).toMatchObject({
          status: 403,
          json: { code: "forbidden_origin" },
        });
      }
    },
  );

  it("is refused also when only its first line names a stranger, as one to a proxy does", async () => {
    const sent = new Request("http://evil.example/api/session", {
      headers: { Host: new URL(PUBLIC_URL).host },
    });
    expect((await bench.app.fetch(sent)).status).toBe(403);
  });

  it("is answered to who has a key, or asks whether we are alive", async () => {
    expect((await sentTo("relink:3000", "/livez")).status).toBe(200);
    expect((await sentTo("10.0.0.7:3000", "/readyz")).status).toBe(200);
    const headers = { Host: "relink:3000", Authorization: `Bearer ${HOST_API_KEY}` };
    const entry = { externalId: "user-42" };
    const { status } = await bench.visitor().send("POST", "/host/entries", entry, headers);
    expect(status).toBe(201);
  });

  it("is accepted by the address of this machine, as a proxy on it may send it", async () => {
    bench = await createBench({ belvo: answer, settings: { publicUrl: "https://relink.example" } });
    for (const host of ["relink.example", "relink.example:443", "127.0.0.1:3000", "[::1]:3000"]) {
      expect((await sentTo(host, "/api/session")).status).toBe(200);
    }
  });
});

describe("GET /readyz", () => {
  it("answers 200 while the store is writable, and 503 while we drain, when /livez still answers 200", async () => {
    const visitor = bench.visitor();
    expect((await visitor.get("/readyz")).status).toBe(200);
    await bench.drain();
    expect(await visitor.get("/readyz")).toMatchObject({
      status: 503,
      json: { status: "not ready", reason: "draining" },
    });
    expect((await visitor.get("/livez")).status).toBe(200);
  });

  it("answers 503 when the store cannot be written to", async () => {
    await bench.store.destroy();
    expect(await bench.visitor().get("/readyz")).toMatchObject({
      status: 503,
      json: { status: "not ready", reason: "store_not_writable" },
    });
  });

  it("answers 503 with its reason once Belvo has refused our keys, and 200 when it takes them", async () => {
    let status = 401;
    bench = await createBench({
      belvo: () => Promise.resolve(Response.json([{ code: "authentication_failed" }], { status })),
    });
    await bench.app.start();
    const visitor = bench.visitor();
    await vi.waitFor(async () => {
      expect(await visitor.get("/readyz")).toMatchObject({
        status: 503,
        json: { status: "not ready", reason: "belvo_keys_refused" },
      });
    });
    expect(JSON.stringify(bench.logged)).toContain("Belvo refuses our keys");
    expect((await visitor.get("/livez")).status).toBe(200);

    status = 200;
    bench.clock.advance(60_000);
    await vi.waitFor(async () => expect((await visitor.get("/readyz")).status).toBe(200));
  });

  it("answers 200 when Belvo was away at the start", async () => {
    const asked: string[] = [];
    bench = await createBench({
      belvo(request) {
        asked.push(new URL(request.url).pathname);
        return Promise.reject(new TypeError("fetch failed"));
      },
    });
    await bench.app.start();
    await vi.waitFor(() => expect(asked).toContain("/api/"));
    expect((await bench.visitor().get("/readyz")).status).toBe(200);
  });
});
