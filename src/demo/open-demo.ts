import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleepFor } from "node:timers/promises";
import type { Log } from "../server/http/log.ts";
import type { ServerExtension } from "../server/run-server.ts";
import { Secret } from "../server/settings/secret.ts";
import type { Settings } from "../server/settings/settings.ts";
import { createDemoExtension } from "./demo-extension.ts";
import { createDemoUsers } from "./demo-users.ts";
import type { Lab } from "./lab/lab.ts";
import { createSandboxControl } from "./lab/sandbox-control.ts";
import { traceCalls } from "./lab/trace-calls.ts";
import { createTraceHub } from "./lab/trace-hub.ts";
import { registerWebhook } from "./register-webhook.ts";
import { startEmbeddedSandbox, type EmbeddedSandbox } from "./start-embedded-sandbox.ts";

interface Demo extends ServerExtension {
  /** In the demo, the webhooks' secret is between the sandbox and us, and needs no setting. */
  webhookAuth: readonly Secret[];
}

interface Around {
  /** The sandbox's own entry point. */
  sandboxEntry: string;
  environment: Record<string, string | undefined>;
  log: Log;
}

/**
 * Starts what the server needs beside it where it shows itself: the sandbox, unless it runs by
 * itself or Belvo is Belvo, and the lab.
 */
export async function openDemo(settings: Settings, around: Around): Promise<Demo> {
  const { belvo, demo, port } = settings;
  const now = () => Date.now();
  const sandbox = await startSandbox(settings, around);
  const lab = openLab(settings);
  const users = demo ? createDemoUsers({ baseUrl: belvo.url, fetch, now }) : null;
  const webhookAuth =
    demo && settings.webhookAuth.length === 0
      ? [new Secret(`Bearer ${randomBytes(32).toString("base64url")}`)]
      : settings.webhookAuth;

  return {
    ...createDemoExtension({ demoUsers: users, lab, now }),
    webhookAuth,
    wrapFetch: (upstream) =>
      lab?.mode === "demo"
        ? traceCalls(upstream, { hub: lab.hub, now, newId: randomUUID })
        : upstream,
    onListening() {
      const [authorization] = webhookAuth;
      if (!demo || !authorization) return;
      const ownUrl = `http://127.0.0.1:${port}`;
      const sleep = (ms: number) => sleepFor(ms, undefined, { ref: false });
      void registerWebhook({ sandboxUrl: belvo.url, ownUrl, authorization, fetch, sleep });
    },
    stop: () => sandbox?.stop(),
  };
}

async function startSandbox(
  { embeddedSandbox }: Settings,
  { sandboxEntry, environment, log }: Around,
): Promise<EmbeddedSandbox | null> {
  if (!embeddedSandbox) return null;
  return startEmbeddedSandbox({
    entry: sandboxEntry,
    port: embeddedSandbox.port,
    environment,
    onExit: () => log.warn({}, "the sandbox has ended"),
  });
}

function openLab({ lab: mode, belvo }: Settings): Lab | null {
  if (mode !== "demo") return mode && { mode };
  const sandbox = createSandboxControl({ baseUrl: belvo.url, fetch });
  return { mode, sandbox, hub: createTraceHub() };
}
