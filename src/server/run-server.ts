import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleepFor } from "node:timers/promises";
import { createApp, type AppExtension } from "./app.ts";
import { createBelvoClient } from "./belvo/belvo-client.ts";
import { createRateLimiter } from "./belvo/rate-limiter.ts";
import { createUpstreamFetch, type UpstreamFetch } from "./belvo/upstream-fetch.ts";
import { listen } from "./http/listen.ts";
import type { Log } from "./http/log.ts";
import { stopOnSignal } from "./http/stop-on-signal.ts";
import type { Settings } from "./settings/settings.ts";
import { accentTokens } from "./site/accent-tokens.ts";
import { brandSite } from "./site/brand-site.ts";
import { loadSite } from "./site/load-site.ts";
import { openStore } from "./store/open-store.ts";
import { openWindows } from "./store/open-windows.ts";

/** What is run beside the server, and sees what it says to Belvo. */
export interface ServerExtension extends AppExtension {
  wrapFetch: (fetch: UpstreamFetch) => UpstreamFetch;
  /** Called when requests can come in. */
  onListening(): void;
  stop(): void;
}

interface Options {
  settings: Settings;
  extension: ServerExtension | null;
  /** Where the built pages are. */
  siteDirectory: string;
  log: Log;
}

/** Runs the backend until a signal ends it. */
export async function runServer(options: Options): Promise<void> {
  const { settings, extension, siteDirectory, log } = options;
  const { belvo, brand, dataDir, databaseUrl, demo, publicUrl } = settings;
  warnOfAccent(log, brand.accent);
  const store = await openStore(
    databaseUrl?.reveal() ?? join(dataDir, demo ? "demo.db" : "relink.db"),
  );
  const { fetch } = createUpstreamFetch();
  const site = await loadSite(siteDirectory);
  const now = () => Date.now();
  const sleep = (ms: number) => sleepFor(ms, undefined, { ref: false });
  const random = () => randomInt(2 ** 32) / 2 ** 32;
  const windows = openWindows({ store, now, log });
  const app = createApp({
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

  const listener = await listen(app, settings);
  await app.start();
  extension?.onListening();
  stopOnSignal({ app, listener, store, beside: extension });
  process.stdout.write(`Relink is ready at ${publicUrl}\n`);
}

/** No colour can be read on both a light and a dark page, so of any there is something to say. */
function warnOfAccent(log: Log, accent: string | null): void {
  if (accent === null) return;
  const { light, dark } = accentTokens(accent);
  const used = `${light.accent} in light and ${dark.accent} in dark`;
  log.warn({}, `BRAND_ACCENT ${accent} cannot be read everywhere: the page uses ${used}`);
}
