import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { LINK, LINK_ID, TURN } from "../../testing/server-bench/belvo-answers.ts";
import { aRealClient, KEYS, START } from "../../testing/upstream/a-real-client.ts";
import { startDeafListener } from "../../testing/upstream/deaf-listener.ts";
import { startHostileServer, type Mischief } from "../../testing/upstream/hostile-server.ts";
import * as mischief from "../../testing/upstream/mischief.ts";
import type { BelvoClient } from "./belvo-client.ts";
import { BelvoError } from "./belvo-error.ts";

const WORDS = "canary-words-31c0de";
const PAGE = `<html><h1>${WORDS}</h1></html>`;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function opened<T extends { close: () => Promise<void> }>(thing: T): T {
  closers.push(() => thing.close());
  return thing;
}

async function meets(...acts: Mischief[]) {
  const server = opened(await startHostileServer(...acts));
  return { ...opened(aRealClient(server.url)), heard: server.heard };
}
type Met = Awaited<ReturnType<typeof meets>>;

/** How a call that must fail has failed. */
async function failed(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BelvoError)) throw new Error("no BelvoError");
  return { failure: error.failure, all: inspect(error, { depth: 9, showHidden: true }) };
}

const refusal = [{ code: "authentication_failed", message: WORDS, request_id: "abc123" }];
const { answer, json } = mischief;
const unreachable = { kind: "unreachable" };

/**
 * What a call shows of itself that has met this.
 *
 * @param meanwhile Done while the call is under way.
 */
async function showsOf(
  act: Mischief,
  call: (client: BelvoClient) => Promise<unknown>,
  meanwhile: (met: Met) => Promise<void> = () => Promise.resolve(),
) {
  const met = await meets(act);
  const failing = failed(call(met.client));
  await meanwhile(met);
  const { failure, all } = await failing;
  const secrets = [KEYS.id, KEYS.password, `${KEYS.id}:${KEYS.password}`, WORDS, "Basic"];
  for (const secret of secrets) {
    expect(all).not.toContain(secret);
    expect(all).not.toContain(Buffer.from(secret).toString("base64"));
  }
  return { failure, tries: met.heard.length };
}

/** Resolves when a connection begins to be made. */
function connecting(): Promise<void> {
  const channel = "undici:client:beforeConnect";
  return new Promise((resolve) => {
    const begins = () => {
      unsubscribe(channel, begins);
      resolve();
    };
    subscribe(channel, begins);
  });
}

const read = (client: BelvoClient) => client.readLink(LINK_ID, TURN);
const changes = [
  (client: BelvoClient) => client.createUpdateToken(LINK_ID),
  (client: BelvoClient) => client.refreshLink(LINK_ID),
];

describe("Belvo client, with a hostile upstream", () => {
  it.each<[string, Mischief, object, number]>([
    ["resets the connection", mischief.reset, unreachable, 3],
    ["resets the connection in the middle of an answer", mischief.resetInTheMiddle, unreachable, 3],
    ["hangs up in the middle of an answer", mischief.hangUpInTheMiddle, unreachable, 3],
    ["speaks another protocol", mischief.anotherProtocol, unreachable, 3],
    ["sends headers of 20 kB", answer(200, "{}", { "X-Long": "x".repeat(20_000) }), unreachable, 3],
    [
      "sends half a JSON document",
      answer(200, '{"id": "30'),
      { kind: "unreadable", status: 200 },
      1,
    ],
    ["sends HTML with status 200", answer(200, PAGE), { kind: "unreadable", status: 200 }, 1],
    ["sends HTML with status 502", answer(502, PAGE), { kind: "unreadable", status: 502 }, 3],
    ["sends far too large a body", mischief.flood, { kind: "unreadable", status: 200 }, 1],
    ["sends a zip bomb", mischief.zipBomb, { kind: "unreadable", status: 200 }, 1],
    ["refuses our keys with 401", json(refusal, 401), { kind: "rejected", status: 401 }, 1],
    ["answers 304", answer(304, ""), { kind: "unreadable", status: 304 }, 1],
    ["answers 300", json([], 300), { kind: "unreadable", status: 300 }, 1],
  ])("fails without leaking a secret when the upstream %s", async (_, act, failure, tries) => {
    expect(await showsOf(act, read)).toMatchObject({ failure, tries });
    for (const change of changes) {
      expect(await showsOf(act, change)).toMatchObject({ failure, tries: 1 });
    }
  });

  it("ends a call at its time limit when the upstream takes the request and never answers", async () => {
    for (const call of [read, ...changes]) {
      const shown = await showsOf(mischief.blackHole, call, async ({ heard, timeIsOver }) => {
        await expect.poll(() => heard.length).toBe(1);
        timeIsOver();
      });
      expect(shown).toMatchObject({ failure: unreachable, tries: 1 });
    }
  });

  it("ends a call at its time limit when the upstream sends its answer a byte at a time", async () => {
    for (const call of [read, ...changes]) {
      let drips = 0;
      const drip = mischief.slowDrip(() => (drips += 1));
      const shown = await showsOf(drip, call, async ({ timeIsOver }) => {
        await expect.poll(() => drips).toBeGreaterThan(2);
        timeIsOver();
      });
      expect(shown).toMatchObject({ failure: unreachable, tries: 1 });
    }
  });

  it("gives up a connection that is never accepted, long before the call's time limit", async () => {
    const { url } = opened(await startDeafListener());
    const { client } = opened(aRealClient(url, { connectTimeoutMs: 60 }));
    expect((await failed(read(client))).failure).toMatchObject(unreachable);
  });

  it("ends a call at its time limit while its connection is still being made", async () => {
    const { url } = opened(await startDeafListener());
    // Closing a client waits for its connections.
    const { client, timeIsOver } = opened(aRealClient(url, { connectTimeoutMs: 500 }));
    const isConnecting = connecting();
    const failing = failed(read(client));
    await isConnecting;
    timeIsOver();
    expect((await failing).failure).toMatchObject(unreachable);
  });

  it("ends a call at its time limit when its retry hangs", async () => {
    const { client, heard, limits, timeIsOver } = await meets(mischief.reset, mischief.blackHole);
    const failing = failed(read(client));
    await expect.poll(() => heard.length).toBe(2);
    timeIsOver();
    expect((await failing).failure).toMatchObject(unreachable);
    expect(heard).toHaveLength(2);
    expect(limits).toEqual([8000]);
  });
});

describe("Belvo client, on a redirect", () => {
  it.each([301, 302, 303, 307, 308])(
    "does not follow a %i, nor send our keys elsewhere",
    async (status) => {
      const elsewhere = opened(await startHostileServer(json(LINK)));
      const location = { Location: `${elsewhere.url}/api/links/${LINK_ID}/` };
      const { client, heard } = await meets(answer(status, "", location));

      const { failure } = await failed(read(client));
      expect(failure).toEqual({ kind: "unreadable", status });
      await failed(client.createUpdateToken(LINK_ID));
      expect(heard.join()).toContain("Basic ");
      expect(heard.join()).toContain(KEYS.password);
      expect(elsewhere.connections()).toBe(0);
    },
  );
});

describe("Belvo client, on a 429", () => {
  it("waits as long as Retry-After says, in seconds or until a date", async () => {
    const inSeconds = await meets(json({}, 429, { "Retry-After": "1" }), json(LINK));
    expect(await read(inSeconds.client)).toMatchObject({ id: LINK_ID });
    expect(inSeconds.slept).toEqual([1000]);

    const [date, until] = [START, START + 3000].map((ms) => new Date(ms).toUTCString());
    const headers = { Date: date ?? "", "Retry-After": until ?? "" };
    const untilDate = await meets(json({}, 429, headers), json(LINK));
    expect(await read(untilDate.client)).toMatchObject({ id: LINK_ID });
    expect(untilDate.slept).toEqual([3000]);
  });

  it("fails at once when Retry-After is longer than a person waits, and sends nothing until then", async () => {
    const act = json({}, 429, { "Retry-After": "60" });
    const { client, heard, advance } = await meets(act, json(LINK));
    const limited = { kind: "rate_limited", retryAfterMs: 60_000 };
    expect((await failed(read(client))).failure).toEqual(limited);
    expect((await failed(read(client))).failure).toMatchObject({ kind: "rate_limited" });
    expect(heard).toHaveLength(1);
    advance(60_000);
    expect(await read(client)).toMatchObject({ id: LINK_ID });
  });
});

describe("Belvo client, when calls fail in a row", () => {
  it("sends nothing for five seconds after ten failures, then asks again", async () => {
    const acts = Array.from({ length: 10 }, () => mischief.reset);
    const { client, heard, advance } = await meets(...acts, json(LINK));

    while (heard.length < 10) await failed(read(client));
    expect(await failed(read(client))).toMatchObject({
      failure: { kind: "unreachable", afterMs: 0 },
    });
    expect(heard).toHaveLength(10);

    advance(5000);
    expect(await read(client)).toMatchObject({ id: LINK_ID });
  });

  it("goes on after a single 401: the next read succeeds", async () => {
    const { client } = await meets(json(LINK), json(refusal, 401), json(LINK));
    expect(await read(client)).not.toBeNull();
    expect((await failed(read(client))).failure).toMatchObject({ status: 401 });
    expect(await read(client)).not.toBeNull();
  });
});
