import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { setTimeout as sleepFor } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { accentTokens } from "./brand/accent-tokens.ts";
import { aimWebhooks } from "./demo/aim-webhooks.ts";
import { startEmbeddedSandbox, type EmbeddedSandbox } from "./demo/start-embedded-sandbox.ts";
import { compose } from "./compose.ts";
import { listen } from "./http/listen.ts";
import { loadSite } from "./http/load-site.ts";
import { stopOnSignal } from "./http/stop-on-signal.ts";
import { Secret } from "./settings/secret.ts";
import { readSettings, type Settings } from "./settings/settings.ts";
import { openStore } from "./store/open-store.ts";

const here = dirname(fileURLToPath(import.meta.url));
const isBuilt = import.meta.url.endsWith(".js");
const sandboxEntry = join(here, isBuilt ? "sandbox.js" : "../sandbox/main.ts");
const siteDirectory = join(here, isBuilt ? "../web" : "../../dist/web");

const log = pino({ level: "warn" }, pino.destination(2));
const randomToken = () => randomBytes(32).toString("base64url");
const sleep = (ms: number) => sleepFor(ms, undefined, { ref: false });

try {
  await start(readSettings(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : "Relink cannot start."}\n`);
  process.exit(1);
}

async function start(settings: Settings): Promise<void> {
  sayAccent(settings);
  const sandbox = await startSandbox(settings);
  const file = join(settings.dataDir, settings.demo ? "demo.db" : "relink.db");
  const store = await openStore(settings.databaseUrl?.reveal() ?? file);
  const webhookAuth = webhookAuthOf(settings);
  const site = await loadSite(siteDirectory);
  const server = compose({ settings: { ...settings, webhookAuth }, store, site, log });
  const listener = await listen(server, settings);
  await server.start();
  void aimSandbox(settings, webhookAuth);
  stopOnSignal({ server, listener, store, sandbox });
  process.stdout.write(`Relink is ready at ${settings.publicUrl}\n`);
}

/** In the demo, the webhooks' secret is between the sandbox and us, and needs no setting. */
function webhookAuthOf({ demo, webhookAuth }: Settings): readonly Secret[] {
  return demo && webhookAuth.length === 0 ? [new Secret(`Bearer ${randomToken()}`)] : webhookAuth;
}

async function aimSandbox({ demo, belvo, port }: Settings, webhookAuth: readonly Secret[]) {
  const [authorization] = webhookAuth;
  if (!demo || !authorization) return;
  const ownUrl = `http://127.0.0.1:${port}`;
  await aimWebhooks({ sandboxUrl: belvo.url, ownUrl, authorization, fetch, sleep });
}

async function startSandbox(settings: Settings): Promise<EmbeddedSandbox | null> {
  if (!settings.embeddedSandbox) return null;
  return startEmbeddedSandbox({
    entry: sandboxEntry,
    port: settings.embeddedSandbox.port,
    environment: process.env,
    onExit: () => {
      log.warn("the sandbox has ended");
    },
  });
}

/** No colour can be read on both a light and a dark page, so of any there is something to say. */
function sayAccent({ brand: { accent } }: Settings): void {
  if (accent === null) return;
  const { light, dark } = accentTokens(accent);
  const used = `${light.accent} in light and ${dark.accent} in dark`;
  log.warn(`BRAND_ACCENT ${accent} cannot be read everywhere: the page uses ${used}`);
}
