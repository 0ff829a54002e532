import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleepFor } from "node:timers/promises";
import type { ServerExtension } from "../server/run-server.ts";
import { Secret } from "../server/settings/secret.ts";
import type { Settings } from "../server/settings/settings.ts";
import { PortInUseError, startSandbox, type RunningSandbox } from "../sandbox/start-sandbox.ts";
import { createDemoExtension } from "./demo-extension.ts";
import { createDemoUsers } from "./demo-users.ts";
import type { Lab } from "./lab/lab.ts";
import { createSandboxControl } from "./lab/sandbox-control.ts";
import { traceCalls } from "./lab/trace-calls.ts";
import { createTraceHub } from "./lab/trace-hub.ts";
import { registerWebhook } from "./register-webhook.ts";

interface Demo extends ServerExtension {
  /** In the demo, the webhooks' secret is between the sandbox and us, and needs no setting. */
  webhookAuth: readonly Secret[];
}

/** The demo's links had ids of this seed from the first: stores that are there know them by these. */
const SEED = "relink";

/** More than our backend ever sends, so that what somebody tries by hand does not hold it up. */
const LIMITS = { callers: { "relink/": 1000 } };

/**
 * Starts what the server needs beside it where it shows itself: the sandbox, unless it runs by
 * itself or Belvo is Belvo, and the lab.
 */
export async function openDemo(settings: Settings): Promise<Demo> {
  const { belvo, demo, port } = settings;
  const now = () => Date.now();
  const sandbox = await startOwnSandbox(settings);
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
    stop: () => void sandbox?.close(),
  };
}

/** @throws {Error} With a sentence for the person at the terminal. */
async function startOwnSandbox(settings: Settings): Promise<RunningSandbox | null> {
  const { embeddedSandbox, belvo } = settings;
  if (!embeddedSandbox) return null;
  const { port } = embeddedSandbox;
  return startSandbox({
    port,
    seed: SEED,
    limits: LIMITS,
    secretId: belvo.secretId.reveal(),
    secretPassword: belvo.secretPassword.reveal(),
  }).catch((error: unknown) => {
    if (!(error instanceof PortInUseError)) throw error;
    throw new Error(
      `The sandbox could not be started on port ${port}: the port is in use. ` +
        "Set SANDBOX_PORT to another, or set Belvo's keys.",
    );
  });
}

function openLab({ lab: mode, belvo }: Settings): Lab | null {
  if (mode !== "demo") return mode && { mode };
  const sandbox = createSandboxControl({ baseUrl: belvo.url, fetch });
  return { mode, sandbox, hub: createTraceHub() };
}
