import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { setTimeout as sleepFor } from "node:timers/promises";
import { createApp, type AppExtension, type RelinkApp } from "./app.ts";
import { createBelvoClient } from "./belvo/belvo-client.ts";
import { createRateLimiter } from "./belvo/rate-limiter.ts";
import { createUpstreamFetch, type UpstreamFetch } from "./belvo/upstream-fetch.ts";
import type { Log } from "./http/log.ts";
import type { Settings } from "./settings/settings.ts";
import { brandSite } from "./site/brand-site.ts";
import type { Site } from "./site/load-site.ts";
import type { Store } from "./store/open-store.ts";
import { openWindows } from "./store/open-windows.ts";

/** What is put together with the server, and sees what it says to Belvo. */
export interface ComposedExtension extends AppExtension {
  wrapFetch: (fetch: UpstreamFetch) => UpstreamFetch;
}

interface Composition {
  settings: Settings;
  extension: ComposedExtension | null;
  store: Store;
  /** The built pages, without the host's brand; `null` when something else serves them. */
  site: Site | null;
  log: Log;
}

/** Puts the backend together with real time, chance and network. */
export function compose({ settings, extension, store, site, log }: Composition): RelinkApp {
  const { belvo, brand } = settings;
  const { fetch } = createUpstreamFetch();
  const now = () => store.now();
  const sleep = (ms: number) => sleepFor(ms, undefined, { ref: false });
  const random = () => randomInt(2 ** 32) / 2 ** 32;
  const windows = openWindows({ store, now, log });

  return createApp({
    settings,
    store,
    belvo: createBelvoClient({
      baseUrl: belvo.url,
      secretId: belvo.secretId,
      secretPassword: belvo.secretPassword,
      fetch: extension ? extension.wrapFetch(fetch) : fetch,
      limiter: createRateLimiter({ windows, now, sleep }),
      now,
      sleep,
      random,
    }),
    windows,
    extension,
    site: site && brandSite(site, brand),
    log,
    now,
    sleep,
    random,
    newId: randomUUID,
    randomToken: () => randomBytes(32).toString("base64url"),
  });
}
