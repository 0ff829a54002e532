import { randomBytes, randomUUID } from "node:crypto";
import type { DemoUser } from "#contract/session.ts";
import type { SlidingWindows } from "../../server/async/sliding-windows.ts";
import { createRateLimiter } from "../../server/belvo/rate-limiter.ts";
import { createBelvoClient, type BelvoClient } from "../../server/belvo/belvo-client.ts";
import { createApp, type AppSettings, type RelinkApp } from "../../server/app.ts";
import { createDemoExtension } from "../../demo/demo-extension.ts";
import type { Lab } from "../../demo/lab/lab.ts";
import { traceCalls } from "../../demo/lab/trace-calls.ts";
import type { UpstreamFetch } from "../../server/belvo/upstream-fetch.ts";
import type { Site } from "../../server/site/load-site.ts";
import { Secret } from "../../server/settings/secret.ts";
import type { Store } from "../../server/store/open-store.ts";
import { neverOver } from "../never-over.ts";
import { atTestEnd, openTestStore, openTestWindows } from "./open-test-store.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
import { createVisitor, type Answer, type Visitor } from "./visitor.ts";

const BELVO_URL = "http://127.0.0.1:4010";
const WIDGET_URL = `${BELVO_URL}/belvo-widget-1-stable.js`;
export const HOST_API_KEY = "host-api-key-host-api-key-host-api-key";
export const WEBHOOK_AUTH = "Bearer webhook-secret-webhook-secret";
export const PUBLIC_URL = "http://127.0.0.1:3000";

interface BenchOptions {
  /** What answers in Belvo's place. */
  belvo: (request: Request) => Promise<Response>;
  settings?: Partial<AppSettings>;
  demoUsers?: readonly DemoUser[];
  lab?: Lab;
  site?: Site;
  secretId?: string;
  secretPassword?: string;
  clock?: VirtualClock;
  /** From 0 to 1; half unless said. */
  random?: () => number;
  /** A store that outlives the bench; one of its own, unless this is given. */
  store?: Store;
}

export interface Bench {
  clock: VirtualClock;
  store: Store;
  /** Everything that was logged, but for {@link Bench.requestLines}. */
  logged: unknown[];
  /** What was logged at info: a line for each request. */
  requestLines: unknown[];
  /** A browser without cookies. */
  visitor(): Visitor;
  /** A browser whose person came in by a login link. */
  signedIn(externalId: string): Promise<Visitor>;
  /** Brings a webhook, as Belvo would. */
  webhook(body: unknown, authorization?: string | null): Promise<Answer>;
  app: RelinkApp;
  drain(): Promise<void>;
}

/** The whole backend in this process: a store of its own, no port, and a clock that tests move. */
export async function createBench(options: BenchOptions): Promise<Bench> {
  const clock = options.clock ?? createVirtualClock();
  const store = options.store ?? (await openTestStore());
  const logged: unknown[] = [];
  const requestLines: unknown[] = [];
  const log = (...line: unknown[]) => void logged.push(line);
  const { demoUsers, lab = null } = options;
  const windows = openTestWindows(store, clock.now);

  const app = createApp({
    settings: {
      publicUrl: PUBLIC_URL,
      hostApiKeys: [new Secret(HOST_API_KEY)],
      frameAncestors: [],
      returnOrigins: [],
      proxies: 0,
      securityContacts: [],
      webhookAuth: [new Secret(WEBHOOK_AUTH)],
      widgetOrigins: [],
      widgetHost: null,
      belvo: {
        url: BELVO_URL,
        widgetUrl: WIDGET_URL,
        widgetCspExtra: {},
        widgetMode: "auto",
        hostedUrl: `${BELVO_URL}/hosted`,
      },
      brand: { name: null, accent: null, logo: null },
      preparesRepairs: true,
      ...options.settings,
    },
    store,
    belvo: belvoClient(options, clock, windows),
    windows,
    extension:
      demoUsers || lab
        ? createDemoExtension({
            demoUsers: demoUsers ? () => Promise.resolve([...demoUsers]) : null,
            lab,
            now: clock.now,
          })
        : null,
    site: options.site ?? null,
    log: { info: (...line) => void requestLines.push(line), warn: log, error: log },
    now: clock.now,
    sleep: clock.sleep,
    random: options.random ?? (() => 0.5),
    newId: randomUUID,
    randomToken: () => randomBytes(32).toString("base64url"),
  });
  // Nothing may ask a store that is closed; what is registered last is done first.
  atTestEnd(() => app.drain());
  const visitor = () => createVisitor(app, options.settings?.publicUrl ?? PUBLIC_URL);

  return {
    clock,
    store,
    logged,
    requestLines,
    visitor,
    signedIn: (externalId) => enter(visitor(), externalId),
    webhook: (body, authorization = WEBHOOK_AUTH) =>
      visitor().send(
        "POST",
        "/webhooks/belvo",
        body,
        authorization === null ? {} : { Authorization: authorization },
      ),
    app,
    drain: () => app.drain(),
  };
}

/** Tries again without waiting, so that a test need not move the clock for it. */
function belvoClient(
  options: BenchOptions,
  { now, sleep }: VirtualClock,
  windows: SlidingWindows,
): BelvoClient {
  const { lab } = options;
  const fetch: UpstreamFetch = (input, init) => options.belvo(new Request(input, init));
  return createBelvoClient({
    baseUrl: BELVO_URL,
    secretId: new Secret(options.secretId ?? "sandbox-id"),
    secretPassword: new Secret(options.secretPassword ?? "sandbox-password"),
    fetch:
      lab?.mode === "demo" ? traceCalls(fetch, { hub: lab.hub, now, newId: randomUUID }) : fetch,
    limiter: createRateLimiter({ windows, now, sleep }),
    now,
    sleep: () => Promise.resolve(),
    random: () => 0,
    timeoutSignal: neverOver,
  });
}

async function enter(visitor: Visitor, externalId: string): Promise<Visitor> {
  const headers = { Authorization: `Bearer ${HOST_API_KEY}` };
  const entry = await visitor.send("POST", "/host/entries", { externalId }, headers);
  const [, code] = /#([A-Za-z0-9_-]{43})/.exec(entry.text) ?? [];
  await visitor.send("POST", "/api/session", { code });
  return visitor;
}
