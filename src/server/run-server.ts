import { join } from "node:path";
import { compose, type ComposedExtension } from "./compose.ts";
import { listen } from "./http/listen.ts";
import type { Log } from "./http/log.ts";
import { stopOnSignal } from "./http/stop-on-signal.ts";
import type { Settings } from "./settings/settings.ts";
import { warningsOf } from "./settings/start-warnings.ts";
import { accentTokens } from "./site/accent-tokens.ts";
import { loadSite } from "./site/load-site.ts";
import { openStore } from "./store/open-store.ts";

/** What is run beside the server. */
export interface ServerExtension extends ComposedExtension {
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
  const { brand, dataDir, databaseUrl, demo, publicUrl } = settings;
  warnOfAccent(log, brand.accent);
  for (const warning of warningsOf(settings)) log.warn({}, warning);
  const location = databaseUrl?.reveal() ?? join(dataDir, demo ? "demo.db" : "relink.db");
  const store = await openStore(location, log);
  const site = await loadSite(siteDirectory);
  const app = compose({ settings, extension, store, site, log });

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
