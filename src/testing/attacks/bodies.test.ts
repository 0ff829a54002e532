import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { HOST_API_KEY, PUBLIC_URL, WEBHOOK_AUTH } from "../server-bench/create-bench.ts";
import { HOST, openTarget, OTHER } from "./open-target.ts";
import { bodyWith, callOf, knownRoutes } from "./route-calls.ts";

const target = await openTarget();
const KB = 1024;
const BLANKS = Buffer.alloc(20 * KB * KB, " ");
const PACKED = gzipSync(BLANKS);
const PACKED_TWICE = gzipSync(PACKED);
const PACKED_BY_BROTLI = brotliCompressSync(BLANKS);
const OWN = { link: target.own.link, repair: target.own.repair, user: OTHER };

/** Every route that reads a body, asked by whom it is for. */
const TAKING_BODIES = knownRoutes.filter((route) => callOf(route).body !== undefined);

async function send(route: string, body: BodyInit, headers: Record<string, string> = {}) {
  target.clock.advance(61_000);
  const { method, pattern, kind = "link" } = callOf(route);
  const person = await target.signedIn(OTHER);
  const key = pattern.startsWith("/host/") ? `Bearer ${HOST_API_KEY}` : WEBHOOK_AUTH;
  const request = new Request(`${PUBLIC_URL}${pattern.replace(/:\w+/, OWN[kind])}`, {
    method,
    headers: {
      "Content-Type": "application/json",
      Cookie: person.cookie(),
      Authorization: key,
      ...headers,
    },
    body,
  });
  const response = await target.app.fetch(request);
  return { status: response.status, text: await response.text() };
}

function streamOf(...parts: Uint8Array[]): BodyInit {
  const chunks = parts.map((part) => new Uint8Array(part));
  return new Blob(chunks).stream();
}

async function sendStream(route: string, bytes: Uint8Array, headers: Record<string, string>) {
  const { method, pattern, kind = "link" } = callOf(route);
  target.clock.advance(61_000);
  const person = await target.signedIn(OTHER);
  const key = pattern.startsWith("/host/") ? `Bearer ${HOST_API_KEY}` : WEBHOOK_AUTH;
  const init = {
    method,
    headers: {
      "Content-Type": "application/json",
      "Transfer-Encoding": "chunked",
      Cookie: person.cookie(),
      Authorization: key,
      ...headers,
    },
    body: streamOf(bytes),
    duplex: "half",
  };
  const address = `${PUBLIC_URL}${pattern.replace(/:\w+/, OWN[kind])}`;
  return (await target.app.fetch(new Request(address, init))).status;
}

const text = (value: string) => new TextEncoder().encode(value);
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

describe.each(TAKING_BODIES)("%s", (route) => {
  it("refuses 64 kB and one byte, with a length and without (API4:2023, ASVS 5.0 V2.2.1)", async () => {
    const body = `{"a":"${"x".repeat(64 * KB + 1 - 8)}"}`;
    expect(body).toHaveLength(64 * KB + 1);
    expect(await send(route, body, { "Content-Length": String(body.length) })).toMatchObject({
      status: 413,
    });
    expect(await sendStream(route, text(body), {})).toBe(413);
  });

  it("refuses what grows to megabytes when it is unpacked (API4:2023, ASVS 5.0 V15.2.2)", async () => {
    for (const [encoding, bytes] of [
      ["gzip", PACKED],
      ["gzip, gzip", PACKED_TWICE],
      ["br", PACKED_BY_BROTLI],
    ] as const) {
      expect(await sendStream(route, bytes, { "Content-Encoding": encoding })).toBe(413);
    }
    const more = { "Content-Encoding": Array.from({ length: 50 }, () => "gzip").join() };
    expect(await sendStream(route, PACKED_TWICE, more)).toBe(415);
  });

  it("refuses JSON that goes on and on into the deep (API4:2023, ASVS 5.0 V15.2.2)", async () => {
    for (const body of [
      deep(10_000),
      "[".repeat(60_000),
      `${"[".repeat(30_000)}${"]".repeat(30_000)}`,
    ]) {
      expect(await send(route, body)).toMatchObject({ status: 400 });
    }
  });

  it("lets no body change what objects are (API3:2023, ASVS 5.0 V15.3.6)", async () => {
    for (const body of [
      '{"__proto__":{"polluted":true}}',
      '{"constructor":{"prototype":{"polluted":true}}}',
      '{"a":{"__proto__":{"polluted":true}},"__proto__":null}',
      '{"toString":1,"hasOwnProperty":1,"valueOf":null,"then":{"a":1}}',
    ]) {
      expect((await send(route, body)).status).toBeLessThan(500);
    }
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(Reflect.get([], "polluted")).toBeUndefined();
  });

  it.each([
    ["nothing", ""],
    ["NUL", "\0"],
    ["half an object", '{"a":'],
    ["a number without end", '{"a":1e9999}'],
    ["two objects", "{}{}"],
    [
      "XML",
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ],
    ["a form", "code=a&linkId=b"],
    ["a script", "(function(){return {}})()"],
  ])("is not brought down by %s (API8:2023, ASVS 5.0 V16.5.3)", async (_what, body) => {
    const answer = await send(route, body);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toMatch(/passwd|root:|SyntaxError|at .*\.ts/);
  });

  it("keeps NUL, lone surrogates and wrong bytes out of the way (API8:2023, ASVS 5.0 V1.1.1)", async () => {
    const { body } = callOf(route);
    for (const id of [
      '"a\\u0000b"',
      '"\\ud800"',
      '"\\udfff\\ud800"',
      '"\\uffff"',
      '"\\u202e\\u0007"',
    ]) {
      expect((await send(route, bodyWith(body, id) ?? "")).status).toBeLessThan(500);
    }
    const wrong = Buffer.from('{"a":"\xff\xfe\xc0\x80"}', "latin1");
    expect((await send(route, new Uint8Array(wrong))).status).toBeLessThan(500);
    for (const charset of ["utf-16", "utf-7", "ibm037", "x-user-defined", "%00"]) {
      const type = { "Content-Type": `application/json; charset=${charset}` };
      expect((await send(route, bodyWith(body, '"a"') ?? "", type)).status).toBeLessThan(500);
    }
  });
});

it.each([
  "a\0b",
  "\ud800",
  "\u202egro.live",
  "a\u0007b",
  "<script>alert(1)</script>",
  "=1+1",
  "%s%n",
])(
  "a name that is meant to do harm is text, or refused: %j (API8:2023, ASVS 5.0 V1.2.1)",
  async (name) => {
    target.clock.advance(61_000);
    const { status, text: said } = await target
      .visitor()
      .send("POST", "/host/entries", { externalId: OTHER, name }, HOST);
    expect(status).toBe(201);
    const visitor = await target.entered(/#([\w-]{43})/.exec(said)?.[1] ?? "");
    const answer = await visitor.get("/api/session");
    expect(answer.headers.get("Content-Type")).toMatch(/^application\/json/);
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
  },
);

it.each([
  ["a search without end", `q=${"a".repeat(10_000)}`],
  ["a search that is a pattern", `q=${encodeURIComponent(`${"(a+)+".repeat(8)}$`)}`],
  ["a search as SQL", `q=${encodeURIComponent("' union select * from sessions --")}`],
  ["a search with NUL", "q=%00"],
  ["a search of wrong bytes", "q=%ff%fe"],
  [
    "a cursor of somebody else's making",
    `cursor=${Buffer.from('{"sort":"needs","key":"","id":"%"}').toString("base64url")}`,
  ],
  ["a cursor that is no cursor", "cursor=__proto__"],
  ["an order that is a column", "sort=external_id"],
  ["a state that is a list", "state[]=connected&state=connected"],
  ["each of them twice", "q=a&q=b&sort=name&sort=needs&state=connected&state=checking"],
])(
  "a list that is asked for with %s stays the person's own (API1:2023, ASVS 5.0 V1.2.4)",
  async (_what, query) => {
    target.clock.advance(61_000);
    const { status, text: said } = await (await target.signedIn(OTHER)).get(`/api/links?${query}`);
    expect([200, 400]).toContain(status);
    for (const id of target.victim.links) expect(said).not.toContain(id);
  },
);
