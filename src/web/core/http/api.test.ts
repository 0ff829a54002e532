import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as v from "valibot";
import { createApi, type Api } from "./api.ts";

const Answer = v.object({ name: v.string() });
const asked = vi.fn<typeof fetch>();

let request: Api["request"];
let command: Api["command"];

beforeEach(() => {
  vi.useFakeTimers();
  asked.mockReset();
  ({ request, command } = createApi({ baseUrl: "", fetch: asked, now: Date.now }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A network that takes everything and brings nothing back. */
const blackHole: typeof fetch = (_path, init) =>
  new Promise((_resolve, reject) => {
    const cancel = () => reject(new DOMException("", "AbortError"));
    if (init?.signal?.aborted) cancel();
    else init?.signal?.addEventListener("abort", cancel);
  });
const noNetwork: typeof fetch = () => Promise.reject(new TypeError("fetch failed"));
const ana: typeof fetch = () => Promise.resolve(Response.json({ name: "Ana" }));

/** Settles within a time, or fails. */
async function within<T>(ms: number, asking: Promise<T>): Promise<T> {
  const settled = vi.fn();
  asking.then(settled, settled);
  await vi.advanceTimersByTimeAsync(ms);
  expect(settled).toHaveBeenCalled();
  return asking;
}

describe("a request to our server", () => {
  it("ends within fifteen seconds when no answer comes", async () => {
    asked.mockImplementation(blackHole);
    const asking = request(Answer, "/api/links");
    await expect(within(15_000, asking)).rejects.toMatchObject({ code: "no_answer" });
    expect(asked).toHaveBeenCalledOnce();
  });

  it("ends within fifteen seconds when the answer stops in the middle", async () => {
    asked.mockImplementation((_path, init) => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"name":'));
          init?.signal?.addEventListener("abort", () => controller.error(new DOMException()));
        },
      });
      return Promise.resolve(new Response(body));
    });
    const asking = request(Answer, "/api/links");
    await expect(within(15_000, asking)).rejects.toMatchObject({ code: "no_answer" });
  });

  it("is asked again when the network lets it down", async () => {
    asked.mockImplementationOnce(noNetwork).mockImplementationOnce(noNetwork);
    asked.mockImplementation(ana);
    await expect(within(3_000, request(Answer, "/api/links"))).resolves.toEqual({ name: "Ana" });
  });

  it("ends within fifteen seconds whatever comes of its tries", async () => {
    asked.mockImplementationOnce(noNetwork).mockImplementation(blackHole);
    const asking = request(Answer, "/api/links");
    await expect(within(15_000, asking)).rejects.toMatchObject({ code: "no_answer" });

    asked.mockReset().mockImplementation(noNetwork);
    const another = request(Answer, "/api/links");
    await expect(within(3_000, another)).rejects.toMatchObject({ code: "no_network" });
    expect(asked).toHaveBeenCalledTimes(3);
  });

  it("is not asked again when it may have changed something", async () => {
    asked.mockImplementation(noNetwork);
    const asking = command("/api/session", { method: "DELETE" });
    await expect(within(0, asking)).rejects.toMatchObject({ code: "no_network" });
    expect(asked).toHaveBeenCalledOnce();
  });

  it("is cancelled with the reason of whoever cancels it", async () => {
    asked.mockImplementation(blackHole);
    const leaving = new AbortController();
    const asking = request(Answer, "/api/links", { signal: leaving.signal });
    leaving.abort();
    await expect(within(0, asking)).rejects.toMatchObject({ name: "AbortError" });
    const late = request(Answer, "/api/links", { signal: leaving.signal });
    await expect(within(0, late)).rejects.toMatchObject({ name: "AbortError" });
  });

  it("needs no function of AbortSignal, which old browsers lack", async () => {
    vi.stubGlobal("AbortSignal", {});
    asked.mockImplementation(ana);
    const { signal } = new AbortController();
    await expect(request(Answer, "/api/links", { signal })).resolves.toEqual({ name: "Ana" });
  });

  it("says the server's reason, and that an answer is in no form of ours", async () => {
    const refusal = { type: "about:blank", title: "", status: 404, requestId: "r-1" };
    asked.mockResolvedValueOnce(Response.json({ ...refusal, code: "not_found" }, { status: 404 }));
    await expect(request(Answer, "/api/links")).rejects.toMatchObject({
      code: "not_found",
      requestId: "r-1",
    });
    const headers = { "X-Request-Id": "r-2" };
    asked.mockResolvedValueOnce(new Response("<h1>Wi-Fi</h1>", { headers }));
    await expect(request(Answer, "/api/links")).rejects.toMatchObject({
      code: "unexpected",
      requestId: "r-2",
    });
  });
});

describe("a refusal that our server did not make, or that this page does not know", () => {
  const headers = { "X-Request-Id": "abc" };
  const problem = { type: "about:blank", title: "", status: 429, requestId: "abc" };
  const portal = () => new Response("<html>Sign in to the hotel</html>", { status: 511, headers });

  it.each<[string, () => Response, object]>([
    [
      "a reason that this page does not know",
      () => Response.json({ ...problem, code: "of_tomorrow" }, { status: 429, headers }),
      { code: "unexpected", requestId: "abc" },
    ],
    ["a page of something in between", portal, { code: "unexpected", requestId: "abc" }],
  ])("is unexpected: %s", async (_, answer, error) => {
    asked.mockImplementation(() => Promise.resolve(answer()));
    await expect(within(15_000, request(Answer, "/api/links"))).rejects.toMatchObject(error);
  });

  it("is known by its status alone where no body is asked for", async () => {
    asked.mockImplementation(() => Promise.resolve(portal()));
    const asking = command("/api/links", { method: "DELETE" });
    await expect(within(15_000, asking)).rejects.toMatchObject({ code: "unexpected" });
  });
});
