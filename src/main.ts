import { join } from "node:path";
import { pino } from "pino";
import { runServer } from "./server/run-server.ts";
import { readSettings, type Settings } from "./server/settings/settings.ts";

const here = import.meta.dirname;
const isBuilt = import.meta.url.endsWith(".js");

/** The process of `npm start`: the server and, where they are offered, the demo and the lab beside it. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = pino({ level: settings.logLevel }, pino.destination(2));
  const demo = settings.lab === null ? null : await loadDemo(settings);
  await runServer({
    settings: demo ? { ...settings, webhookAuth: demo.webhookAuth } : settings,
    extension: demo,
    siteDirectory: join(here, isBuilt ? "../web" : "../dist/web"),
    log,
  });
}

/** Loaded when it is wanted, and at no other time: production runs nothing of it. */
async function loadDemo(settings: Settings) {
  const { openDemo } = await import("./demo/open-demo.ts");
  return openDemo(settings);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : "Relink cannot start."}\n`);
  process.exit(1);
}
