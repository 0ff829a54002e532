import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { setTimeout as sleepFor } from "node:timers/promises";
import { createBelvoClient } from "./belvo/belvo-client.ts";
import { createUpstreamFetch } from "./belvo/upstream-fetch.ts";
import { brandSite } from "./brand/brand-site.ts";
import { createDemoUsers } from "./demo/demo-users.ts";
import { createSandboxControl } from "./lab/sandbox-control.ts";
import { traceCalls } from "./lab/trace-calls.ts";
import { createTraceHub } from "./lab/trace-hub.ts";
import type { Lab } from "./lab/lab.ts";
import { createServer, type RelinkServer } from "./http/create-server.ts";
import type { Site } from "./http/load-site.ts";
import type { Log } from "./http/log.ts";
import type { Settings } from "./settings/settings.ts";
import type { Store } from "./store/open-store.ts";

interface Composition {
  settings: Settings;
  store: Store;
  /** The built pages, without the host's brand; `null` when something else serves them. */
  site: Site | null;
  log: Log;
}

/** Puts the backend together with real time, chance and network. */
export function compose({ settings, store, site, log }: Composition): RelinkServer {
  const { belvo, demo } = settings;
  const now = () => Date.now();
  const sleep = (ms: number) => sleepFor(ms, undefined, { ref: false });
  const random = () => randomInt(2 ** 32) / 2 ** 32;
  const upstream = createUpstreamFetch();
  const lab = openLab(settings);
  const tracing = { now, newId: randomUUID };

  return createServer({
    settings,
    store,
    belvo: createBelvoClient({
      baseUrl: belvo.url,
      ...belvo,
      fetch:
        lab?.mode === "demo"
          ? traceCalls(upstream.fetch, { ...tracing, hub: lab.hub })
          : upstream.fetch,
      now,
      sleep,
      random,
    }),
    demoUsers: demo ? createDemoUsers({ baseUrl: belvo.url, fetch, now }) : null,
    lab,
    site: site && brandSite(site, settings.brand),
    log,
    now,
    sleep,
    random,
    newId: randomUUID,
    randomToken: () => randomBytes(32).toString("base64url"),
  });
}

function openLab({ lab: mode, belvo }: Settings): Lab | null {
  if (mode !== "demo") return mode && { mode };
  const sandbox = createSandboxControl({ baseUrl: belvo.url, fetch });
  return { mode, sandbox, hub: createTraceHub() };
}
