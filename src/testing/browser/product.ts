import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { startSandbox } from "../../sandbox/start-sandbox.ts";
import { openDemo } from "../../demo/open-demo.ts";
import { compose } from "../../server/compose.ts";
import { listen } from "../../server/http/listen.ts";
import { loadSite, type Site } from "../../server/site/load-site.ts";
import { readSettings } from "../../server/settings/settings.ts";
import { openStore } from "../../server/store/open-store.ts";
import { endProcess } from "../processes/end-process.ts";
import { freePort } from "../processes/free-port.ts";
import { startRelink } from "../processes/start-relink.ts";
import { CALLERS, startSandbox as startSandboxProcess } from "../processes/start-sandbox.ts";
import { watchSecrets } from "./watch-secrets.ts";

/** A running backend with its sandbox. */
export interface Product {
  url: string;
  sandboxUrl: string;
  /** Ends the sandbox at once, as a crash would. */
  killSandbox: () => Promise<void>;
  startSandbox: () => Promise<void>;
  stop: () => Promise<void>;
}

const WEBHOOK_AUTH = "Bearer of-the-browser-tests";

/** The built pages, read once. */
export async function readBuiltSite(): Promise<Site> {
  const site = await loadSite("dist/web");
  if (site === null) throw new Error("There is no build: run `npm run build`.");
  return site;
}

/**
 * Starts both in this process, on free ports, with an empty store in memory. When it is stopped, no secret
 * that came up may stand in its log or its store.
 *
 * @param variables `{port}` in them is the backend's.
 */
export async function startProduct(
  site: Site,
  variables: Record<string, string> = {},
): Promise<Product> {
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const given = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value.replace("{port}", String(port))]),
  );
  const url = `http://${given["HOST"] ?? "127.0.0.1"}:${port}`;
  let sandbox = await startOwnSandbox(sandboxPort);
  const settings = readSettings({
    PORT: String(port),
    BELVO_API_URL: sandbox.url,
    BELVO_WEBHOOK_AUTH: WEBHOOK_AUTH,
    ...given,
  });
  const store = await openStore(":memory:");
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const secrets = watchSecrets({ "the webhooks' secret": WEBHOOK_AUTH, ...hostKeyIn(given) });
  const demo = await openDemo(settings);
  const app = compose({ settings, extension: demo, store, site, log });
  const listener = await listen(
    { fetch: secrets.watch((...call) => app.fetch(...call)) },
    settings,
  );
  await registerWebhook(sandbox.url, url);
  await app.start();

  return {
    url,
    sandboxUrl: sandbox.url,
    killSandbox: () => sandbox.close(),
    startSandbox: async () => {
      sandbox = await startOwnSandbox(sandboxPort);
      await registerWebhook(sandbox.url, url);
    },
    stop: async () => {
      // A test is over: nobody is to be let out gently.
      listener.cut();
      await Promise.all([listener.close(), app.drain(), sandbox.close()]);
      await secrets.check(lines, store).finally(() => store.destroy());
    },
  };
}

function hostKeyIn({ HOST_API_KEY: key }: Record<string, string>): Record<string, string> {
  return key === undefined ? {} : { "the host's key": key };
}

function startOwnSandbox(port: number) {
  return startSandbox({ port, limits: { callers: CALLERS } });
}

async function registerWebhook(sandboxUrl: string, url: string): Promise<void> {
  const { ok } = await fetch(`${sandboxUrl}/_sandbox/webhooks`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ url: `${url}/webhooks/belvo`, authorization: WEBHOOK_AUTH }),
  });
  if (!ok) throw new Error("the sandbox took no address for its webhooks");
}

/** Starts both as built, each a process of its own, on free ports, with an empty store on the disk. */
export async function startBuiltProduct(settings: Record<string, string> = {}): Promise<Product> {
  const sandboxPort = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), "relink-"));
  let sandbox = await startSandboxProcess(sandboxPort);
  const server = await startRelink({ dataDir, belvoUrl: sandbox.url, settings });

  return {
    url: server.url,
    sandboxUrl: sandbox.url,
    killSandbox: () => endProcess(sandbox.child, "SIGKILL"),
    startSandbox: async () => {
      sandbox = await startSandboxProcess(sandboxPort);
    },
    stop: async () => {
      await Promise.all([endProcess(server.child, "SIGINT"), endProcess(sandbox.child, "SIGKILL")]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
