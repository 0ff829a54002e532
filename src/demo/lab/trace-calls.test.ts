import { describe, expect, it } from "vitest";
import type { TraceEvent } from "#contract/lab.ts";
import type { UpstreamRequest, UpstreamResponse } from "../../server/belvo/upstream-fetch.ts";
import { traceCalls } from "./trace-calls.ts";
import { createTraceHub } from "./trace-hub.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";

function traced(answer: () => Promise<UpstreamResponse>, { hasListeners = true } = {}) {
  const hub = createTraceHub();
  const told: TraceEvent[] = [];
  if (hasListeners) hub.listen((event) => told.push(event));
  let now = Date.parse("2026-11-22T12:00:00.000Z");
  const fetch = traceCalls(
    async () => {
      now += 250;
      return answer();
    },
    { hub, now: () => now, newId: () => ID },
  );
  const call = (more: Partial<UpstreamRequest> = {}) =>
    fetch("https://belvo.test/api/links/?page=1", {
      method: "POST",
      headers: { Authorization: "Basic hush" },
      body: '{"link":"x"}',
      redirect: "manual",
      signal: new AbortController().signal,
      ...more,
    });
  return { call, told };
}

async function textOf({ body }: UpstreamResponse): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) text += decoder.decode(chunk, { stream: true });
  return text;
}

describe("traceCalls", () => {
  it("passes a call through unchanged, and reports it once its answer has been read", async () => {
    const { call, told } = traced(() => Promise.resolve(Response.json({ ok: "¡sí!" })));
    const response = await call();
    expect(told).toEqual([]);
    expect([response.status, response.ok]).toEqual([200, true]);
    expect(await textOf(response)).toBe('{"ok":"¡sí!"}');
    expect(told).toEqual([
      {
        event: "belvo_call",
        id: ID,
        at: "2026-11-22T12:00:00.000Z",
        method: "POST",
        path: "/api/links/?page=1",
        status: 200,
        ms: 250,
        request: { link: "x" },
        answer: { ok: "¡sí!" },
        failure: null,
      },
    ]);
  });

  it("reports a call without an answer as failed or as timed out", async () => {
    const { call, told } = traced(() => Promise.reject(new TypeError("fetch failed: hush")));
    await expect(call()).rejects.toThrow("fetch failed");
    await expect(call({ signal: AbortSignal.abort() })).rejects.toThrow("fetch failed");
    expect(told).toMatchObject([
      { status: null, failure: "no_answer" },
      { status: null, failure: "timed_out" },
    ]);
    expect(JSON.stringify(told)).not.toContain("hush");
  });

  it("reports an answer as cut off, as empty or as not JSON", async () => {
    async function* half(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(new TextEncoder().encode('{"a":'));
      throw new TypeError("terminated");
    }
    const cut = { ok: true, status: 200, headers: new Headers(), body: half() };
    const answers = [cut, new Response(null, { status: 204 }), new Response("<html>")];
    const { call, told } = traced(() => Promise.resolve(answers.shift() ?? Response.error()));
    await expect(textOf(await call())).rejects.toThrow("terminated");
    await textOf(await call());
    await textOf(await call({ body: null }));
    expect(told).toMatchObject([
      { status: 200, answer: null, failure: "cut_off" },
      { status: 204, answer: null, failure: null },
      { status: 200, request: null, answer: null, failure: "not_json" },
    ]);
  });

  it("leaves calls alone while nobody listens", async () => {
    const response = Response.json({});
    const { call } = traced(() => Promise.resolve(response), { hasListeners: false });
    expect(await call()).toBe(response);
  });
});
