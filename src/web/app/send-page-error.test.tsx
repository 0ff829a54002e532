import { http, HttpResponse } from "msw";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { PageError } from "#contract/page-error.ts";
import { network } from "../../testing/full-stack.ts";
import { createPageErrorSender, describeError } from "./send-page-error.ts";

const PLACE = { origin: "https://relink.example", pathname: "/links/30cb4806?q=ana" };

function faultAt(...places: string[]): Error {
  const fault = new TypeError("ana@example.com has no banks");
  fault.stack = [
    "TypeError: ana@example.com",
    ...places.map((place) => `    at f (${place})`),
  ].join("\n");
  return fault;
}

const OURS = "https://relink.example/assets/first-B-8YpWt-.js:1:2345";

describe("what is told of a fault in the page", () => {
  it("is its class, where it passed through our scripts, and the page's pattern", () => {
    const fault = faultAt(OURS, "https://cdn.example/assets/x.js:1:2", OURS, "<anonymous>");
    const error = describeError("render", fault, { ...PLACE, pathname: "/links/30cb4806" });
    expect(v.parse(PageError, error)).toEqual({
      kind: "render",
      name: "TypeError",
      at: ["/assets/first-B-8YpWt-.js:1:2345", "/assets/first-B-8YpWt-.js:1:2345"],
      page: "/links/:linkId",
    });
    expect(JSON.stringify(error)).not.toMatch(/ana|30cb/);
  });

  it.each([
    ["the names are long or odd", Object.assign(faultAt(OURS), { name: "no such user Ana" })],
    ["it has passed through much", faultAt(...Array.from({ length: 30 }, () => OURS))],
    ["it is no error", "ana@example.com"],
    ["it is nothing", undefined],
  ])("is in a form that our server takes, also when %s", (_, fault) => {
    expect(v.safeParse(PageError, describeError("render", fault, PLACE)).success).toBe(true);
  });

  it.each([
    ["of other people's scripts", faultAt("https://cdn.example/assets/x.js:1:2")],
    ["of extensions", faultAt("chrome-extension://abc/assets/x.js:1:2")],
    ["that the person was told", Object.assign(faultAt(OURS), { name: "ApiError" })],
    ["that has no stack", "Script error."],
  ])("is nothing of a fault %s", (_, fault) => {
    expect(describeError("script", fault, PLACE)).toBeNull();
  });
});

describe("a fault in the page", () => {
  beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
  const told: unknown[] = [];
  beforeEach(() => {
    told.length = 0;
    network.use(
      http.post("*/api/page-errors", async ({ request }) => {
        told.push(await request.json());
        return new HttpResponse(null, { status: 204 });
      }),
    );
  });
  afterEach(() => network.resetHandlers());
  afterAll(() => network.close());

  it("is told once a kind, and five of a page's at most", async () => {
    const send = createPageErrorSender();
    const ours = (line: number) => faultAt(`${window.location.origin}/assets/a.js:${line}:1`);
    await send("script", ours(1));
    await send("script", ours(1));
    expect(told).toHaveLength(1);
    for (let line = 2; line < 12; line += 1) await send("script", ours(line));
    expect(told).toHaveLength(5);
    expect(told.every((error) => v.safeParse(PageError, error).success)).toBe(true);
  });
});
