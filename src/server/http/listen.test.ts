import { once } from "node:events";
import { Agent, request, type IncomingMessage } from "node:http";
import { connect, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listen, type Listener } from "./listen.ts";

const HOST = "127.0.0.1";

let listener: Listener;
let agent: Agent;
/** Answers the requests that wait. */
let letGo: () => void;
let waiting: Promise<void>;

beforeEach(async () => {
  waiting = new Promise((resolve) => (letGo = resolve));
  const answer = async ({ url }: Request) => {
    if (url.endsWith("/slow")) await waiting;
    return new Response("here");
  };
  listener = await listen({ fetch: answer }, { host: HOST, port: 0 });
  agent = new Agent({ keepAlive: true });
});

afterEach(() => {
  agent.destroy();
  listener.cut();
});

function get(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const to = { host: HOST, port: listener.port, path, agent };
    const outgoing = request(to, (answer) => resolve(answer.resume()));
    outgoing.on("error", reject);
    outgoing.end();
  });
}

async function connectOnly(): Promise<Socket> {
  const socket = connect(listener.port, HOST);
  await once(socket, "connect");
  return socket;
}

async function isOpen(): Promise<boolean> {
  try {
    (await connectOnly()).destroy();
    return true;
  } catch {
    return false;
  }
}

describe("HTTP listener", () => {
  it("keeps connections alive until it sends people away, and then answers with Connection: close", async () => {
    expect((await get("/")).headers.connection).toBe("keep-alive");
    listener.sendAway();
    expect((await get("/")).headers.connection).toBe("close");
  });

  it("answers with Connection: close also what was asked before it sent people away", async () => {
    const asked = get("/slow");
    await get("/");
    listener.sendAway();
    letGo();
    expect((await asked).headers.connection).toBe("close");
  });

  it("closes only when the requests under way have been answered", async () => {
    const asked = get("/slow");
    await get("/");
    let isClosed = false;
    const closed = listener.close().then(() => (isClosed = true));
    await expect.poll(isOpen).toBe(false);
    expect(isClosed).toBe(false);

    letGo();
    expect((await asked).statusCode).toBe(200);
    await closed;
  });

  it("answers the requests that have reached this machine before it closes", async () => {
    const asked = Array.from({ length: 20 }, () => get("/"));
    const closed = listener.close();
    const statuses = (await Promise.all(asked)).map(({ statusCode }) => statusCode);
    expect(new Set(statuses)).toEqual(new Set([200]));
    await closed;
  });

  it("does not wait for a client that connected and sent nothing", async () => {
    const silent = await connectOnly();
    await listener.close();
    if (!silent.closed) await once(silent.resume(), "close");
  });

  it("fails with the number of the port when it is in use", async () => {
    const holder = createServer().listen(0, HOST);
    await once(holder, "listening");
    const address = holder.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const taken = listen({ fetch: () => Promise.resolve(new Response()) }, { host: HOST, port });
    await expect(taken).rejects.toThrow(`Port ${port} is in use`);
    holder.close();
  });
});
