import { randomBytes, randomUUID } from "node:crypto";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { createSandbox, type Sandbox } from "../sandbox/create-sandbox.ts";
import { createSlidingWindows } from "../server/async/sliding-windows.ts";
import { createRateLimiter } from "../server/belvo/rate-limiter.ts";
import { createBelvoClient } from "../server/belvo/belvo-client.ts";
import { createDemoUsers } from "../demo/demo-users.ts";
import { createDemoExtension } from "../demo/demo-extension.ts";
import { createApp } from "../server/app.ts";
import { Secret } from "../server/settings/secret.ts";
import { openStore } from "../server/store/open-store.ts";
import { neverOver } from "./never-over.ts";

const BELVO = "http://127.0.0.1:4010";
const KEYS = { secretId: "sandbox-id", secretPassword: "sandbox-password" };

/** Catches the browser's calls. A test that wants a failure puts a handler of its own in front. */
export const network = setupServer();

export interface FullStack {
  sandbox: Sandbox;
  /** While true, nothing comes back from Belvo. */
  belvoIsAway: boolean;
  /** Turns the time of backend and sandbox on. */
  advance: (ms: number) => void;
  /** Calls the sandbox in place of the widget, with the widget's token. */
  asWidget: (method: string, path: string, accessToken: string, body?: object) => Promise<Response>;
  close: () => Promise<void>;
}

/**
 * Answers the page's calls with the real backend, whose Belvo is the real sandbox, all in this
 * process and without a port.
 */
async function serveFullStack(): Promise<FullStack> {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const sandbox = createSandbox({
    ...KEYS,
    now,
    schedule: (run, ms) => void setTimeout(run, ms),
    fetch,
    widget: { loader: "", main: "" },
  });
  const stack = { belvoIsAway: false };
  const fetchBelvo = async (input: string | URL | Request, init?: RequestInit) => {
    if (stack.belvoIsAway) throw new TypeError("fetch failed");
    return sandbox.fetch(new Request(input, init));
  };
  const store = await openStore(":memory:");
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const windows = createSlidingWindows(now);
  const app = createApp({
    settings: {
      publicUrl: window.location.origin,
      hostApiKeys: [],
      frameAncestors: [],
      returnOrigins: [],
      proxies: 0,
      securityContacts: [],
      webhookAuth: [],
      widgetOrigins: [],
      widgetHost: null,
      belvo: {
        url: BELVO,
        widgetUrl: `${BELVO}/belvo-widget-1-stable.js`,
        widgetCspExtra: {},
        widgetMode: "auto",
        hostedUrl: `${BELVO}/hosted`,
      },
      brand: { name: null, accent: null, logo: null },
      preparesRepairs: true,
    },
    store,
    belvo: createBelvoClient({
      baseUrl: BELVO,
      secretId: new Secret(KEYS.secretId),
      secretPassword: new Secret(KEYS.secretPassword),
      fetch: fetchBelvo,
      now,
      sleep: () => Promise.resolve(),
      limiter: createRateLimiter({ windows, now, sleep }),
      random: () => 0,
      timeoutSignal: neverOver,
    }),
    windows,
    extension: createDemoExtension({
      demoUsers: createDemoUsers({ baseUrl: BELVO, fetch: fetchBelvo, now }),
      lab: null,
      now,
    }),
    site: null,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now,
    sleep,
    random: () => 0,
    newId: randomUUID,
    randomToken: () => randomBytes(32).toString("base64url"),
  });
  network.use(forwardTo((request) => app.fetch(request)));

  return Object.assign(stack, {
    sandbox,
    advance: (ms: number) => {
      ahead += ms;
    },
    asWidget: (method: string, path: string, accessToken: string, body?: object) =>
      sandbox.fetch(
        new Request(`${BELVO}${path}`, {
          method,
          headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
          ...(body ? { body: JSON.stringify(body) } : {}),
        }),
      ),
    close: async () => {
      await app.drain();
      await store.destroy();
    },
  });
}

/** Has each test of a file begin at the first page, with a stack of its own, which `take` is given. */
export function serveEachTest(take: (stack: FullStack) => void = () => undefined): void {
  let stack: FullStack | null = null;
  beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
  beforeEach(async () => {
    stack = await serveFullStack();
    take(stack);
    window.history.replaceState(null, "", "/");
  });
  afterEach(async () => {
    network.resetHandlers();
    await stack?.close();
  });
  afterAll(() => network.close());
}

/** Carries the session's cookie, which the browser would do. */
function forwardTo(answer: (request: Request) => Promise<Response>) {
  let cookie = "";
  return http.all("*/api/*", async ({ request }) => {
    const forwarded = new Request(request, { headers: new Headers(request.headers) });
    forwarded.headers.set("Cookie", cookie);
    const response = await answer(forwarded);
    const [given] = response.headers.getSetCookie();
    if (given !== undefined) cookie = given.split(";")[0] ?? "";
    return new HttpResponse(response.body, response);
  });
}
