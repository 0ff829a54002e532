import { afterEach, expect, it } from "vitest";
import { startDeafListener } from "../../testing/upstream/deaf-listener.ts";
import { startHostileServer } from "../../testing/upstream/hostile-server.ts";
import { json } from "../../testing/upstream/mischief.ts";
import { startMuteListener } from "../../testing/upstream/mute-listener.ts";
import { createUpstreamFetch, type UpstreamRequest } from "./upstream-fetch.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function opened<T extends { close: () => Promise<void> }>(thing: T): T {
  closers.push(() => thing.close());
  return thing;
}

const request: UpstreamRequest = {
  method: "GET",
  headers: {},
  body: null,
  redirect: "manual",
  signal: new AbortController().signal,
};

/** undici's own timer says it in other words, up to a second later. */
async function givenUpByUs(call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toMatchObject({ cause: { message: "no connection in time" } });
}

it("upstream fetch gives up a connection that is not made in time", async () => {
  const { url } = opened(await startDeafListener());
  const upstream = opened(createUpstreamFetch({ connectTimeoutMs: 60 }));
  await givenUpByUs(upstream.fetch(url, request));
});

it("upstream fetch gives up a connection whose TLS handshake is not done in time", async () => {
  const { port } = opened(await startMuteListener());
  const upstream = opened(createUpstreamFetch({ connectTimeoutMs: 60 }));
  await givenUpByUs(upstream.fetch(`https://127.0.0.1:${port}/`, request));
});

it("upstream fetch reuses connections for later calls", async () => {
  const server = opened(await startHostileServer(json({})));
  const upstream = opened(createUpstreamFetch());
  for (let call = 0; call < 9; call += 1) {
    const { body } = await upstream.fetch(server.url, request);
    for await (const chunk of body ?? []) expect(chunk.byteLength).toBe(2);
  }
  expect(server.heard).toHaveLength(9);
  expect(server.connections()).toBeLessThan(4);
});

it("upstream fetch makes no call once it is closed", async () => {
  const server = opened(await startHostileServer(json({})));
  const upstream = createUpstreamFetch();
  await upstream.close();
  await expect(upstream.fetch(server.url, request)).rejects.toThrow("fetch failed");
  expect(server.heard).toEqual([]);
});
