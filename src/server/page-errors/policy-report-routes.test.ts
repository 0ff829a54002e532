import { beforeEach, describe, expect, it } from "vitest";
import { createBench, PUBLIC_URL, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const PATH = "/policy-reports";
const BY_URI = "application/csp-report";
const BY_ENDPOINT = "application/reports+json";
const LINK = "30cb4806-6e00-48a4-91c9-ca55968576c8";

let bench: Bench;
beforeEach(async () => {
  bench = await createBench({ belvo: createFakeBelvo("user-42").answer });
});

/** As a browser sends it: of a page without a referrer, with no origin that could be told. */
async function send(body: unknown, type = BY_URI, headers = {}, peer = "192.0.2.1") {
  const request = new Request(`${PUBLIC_URL}${PATH}`, {
    method: "POST",
    headers: { "Content-Type": type, Origin: "null", "Sec-Fetch-Site": "same-origin", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return (await bench.app.fetch(request, peer)).status;
}

const byUri = (fields: object) => ({
  "csp-report": {
    "document-uri": `${PUBLIC_URL}/links/${LINK}?q=ana`,
    referrer: `${PUBLIC_URL}/?q=ana`,
    "effective-directive": "img-src",
    "violated-directive": "img-src",
    "original-policy": "default-src 'none'",
    disposition: "enforce",
    "blocked-uri": "https://elsewhere.example/ana.png?of=ana",
    "status-code": 200,
    "script-sample": "ana@example.com",
    ...fields,
  },
});
const byEndpoint = (fields: object) => ({
  type: "csp-violation",
  age: 53,
  url: `${PUBLIC_URL}/links/${LINK}`,
  user_agent: "ana's browser",
  body: {
    documentURL: `${PUBLIC_URL}/widget-frame`,
    referrer: "",
    blockedURL: "inline",
    effectiveDirective: "style-src-elem",
    originalPolicy: "default-src 'none'",
    disposition: "enforce",
    statusCode: 200,
    sample: "ana",
    sourceFile: `${PUBLIC_URL}/assets/widget-frame-B0H5.js`,
    lineNumber: 3,
    columnNumber: 14,
    ...fields,
  },
});

const logged = () =>
  bench.logged.map((line): unknown => (Array.isArray(line) ? line[0] : undefined));

describe("a report of a policy", () => {
  it("is logged by directive and origin in the older form, and nothing personal of it", async () => {
    expect(await send(byUri({}))).toBe(204);
    expect(bench.logged).toEqual([
      [
        expect.objectContaining({
          ...{ kind: "policy", document: "page", directive: "img-src" },
          ...{ blocked: "https://elsewhere.example", source: null },
        }),
        "a policy refused something",
      ],
    ]);
    expect(JSON.stringify([bench.logged, bench.requestLines])).not.toMatch(/ana|30cb/);
  });

  it("is logged in the newer form too, each of several, and reports of other things are not", async () => {
    const others = { ...byEndpoint({}), type: "deprecation" };
    const image = byEndpoint({
      blockedURL: "https://a.example/x?ana",
      effectiveDirective: "img-src",
    });
    expect(await send([byEndpoint({}), others, image], BY_ENDPOINT)).toBe(204);
    expect(logged()).toMatchObject([
      {
        ...{ document: "widget_frame", directive: "style-src-elem", blocked: "inline" },
        source: "/assets/widget-frame-B0H5.js:3:14",
      },
      { document: "widget_frame", directive: "img-src", blocked: "https://a.example" },
    ]);
    expect(JSON.stringify(bench.logged)).not.toContain("ana");
  });

  it.each([
    ["about", "widget_frame"],
    ["about:srcdoc", "widget_frame"],
    [`${PUBLIC_URL}/`, "page"],
  ])("is of the document where it happened: %s is the %s", async (address, document) => {
    await send(byUri({ "document-uri": address }));
    expect(logged()).toMatchObject([{ document }]);
  });

  it("is logged once in ten minutes, in whichever form it comes", async () => {
    for (let pages = 0; pages < 5; pages += 1) {
      const blocked = { "blocked-uri": `https://elsewhere.example/${pages}.png` };
      expect(await send(byUri(blocked))).toBe(204);
    }
    const same = { documentURL: PUBLIC_URL, effectiveDirective: "img-src" };
    await send([byEndpoint({ ...same, blockedURL: "https://elsewhere.example" })], BY_ENDPOINT);
    expect(bench.logged).toHaveLength(1);
    bench.clock.advance(10 * 60 * 1000);
    await send(byUri({}));
    expect(bench.logged).toHaveLength(2);
  });

  it("is not logged when an extension of the person's caused it", async () => {
    expect(await send(byUri({ "source-file": "moz-extension" }))).toBe(204);
    expect(await send(byUri({ "blocked-uri": "chrome-extension://abc/x.js" }))).toBe(204);
    expect(bench.logged).toEqual([]);
  });

  it.each([
    ["is no report", {}, BY_URI, 400],
    ["is no JSON", "{", BY_URI, 400],
    ["has a type that a form could send", byUri({}), "text/plain", 400],
    ["has more than 64 kB", "x".repeat(70_000), BY_URI, 413],
    ["has a hundred kilobytes of reports", Array(400).fill(byEndpoint({})), BY_ENDPOINT, 413],
  ])("is refused when it %s", async (_, body, type, status) => {
    expect(await send(body, type)).toBe(status);
    expect(bench.logged).toEqual([]);
  });

  it.each(["cross-site", "same-site"])("is refused from a %s page", async (site) => {
    expect(await send(byUri({}), BY_URI, { "Sec-Fetch-Site": site })).toBe(403);
    expect(bench.logged.flat()).not.toContain("a policy refused something");
  });
});

describe("who reports much (API4:2023, ASVS 5.0 V2.4.1)", () => {
  const kind = (n: number) => byUri({ "blocked-uri": `https://${n}.example` });

  it("has twenty kinds a minute logged, and other addresses have theirs, up to thirty in all", async () => {
    const from = async (peer: string, first: number, count: number) => {
      const statuses: number[] = [];
      for (let n = first; n < first + count; n += 1)
        statuses.push(await send(kind(n), BY_URI, {}, peer));
      return statuses.filter((status) => status === 204).length;
    };
    expect(await from("192.0.2.1", 0, 25)).toBe(20);
    expect(await from("192.0.2.2", 100, 10)).toBeLessThanOrEqual(10);
    expect(bench.logged.length).toBeLessThanOrEqual(30);
    bench.clock.advance(60_000);
    expect(await from("192.0.2.3", 200, 10)).toBe(10);
  });

  it("is heard sixty times a minute, whatever is told", async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 70; n += 1) statuses.push(await send(byUri({})));
    expect(statuses.filter((status) => status === 204)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
    expect(await send(byUri({}), BY_URI, {}, "192.0.2.9")).toBe(204);
  });

  it("adds no more than twenty at once", async () => {
    const many = Array.from({ length: 40 }, (_, n) =>
      byEndpoint({ blockedURL: `https://${n}.example` }),
    );
    await send(many, BY_ENDPOINT);
    expect(bench.logged).toHaveLength(20);
  });
});
