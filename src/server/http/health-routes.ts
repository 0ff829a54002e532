import { createRoutes, type App } from "./app-env.ts";

interface Dependencies {
  /** Whether the store takes writes now. */
  isWritable: () => Promise<boolean>;
  isDraining: () => boolean;
  /** True once Belvo has refused our keys: no repair can work then. */
  areKeysRefused: () => boolean;
  now: () => number;
}

/** Each probe costs a write; who probes more often gets the last answer. */
const PROBE_EVERY_MS = 1_000;

/** For whatever runs us: whether to restart us, and whether to send us people. */
export function healthRoutes(deps: Dependencies): App {
  const { isWritable, isDraining, areKeysRefused, now } = deps;
  let probe = { at: -Infinity, isWritable: Promise.resolve(false) };

  function isWritableLately(): Promise<boolean> {
    if (Math.abs(now() - probe.at) >= PROBE_EVERY_MS) {
      probe = { at: now(), isWritable: isWritable() };
    }
    return probe.isWritable;
  }

  async function whyNotReady(): Promise<string | null> {
    if (isDraining()) return "draining";
    if (areKeysRefused()) return "belvo_keys_refused";
    return (await isWritableLately()) ? null : "store_not_writable";
  }

  const app = createRoutes();
  app.get("/livez", (c) => {
    // A cache in front of us would say so of a process that is gone.
    c.header("Cache-Control", "no-store");
    return c.json({ status: "alive" });
  });
  app.get("/readyz", async (c) => {
    const reason = await whyNotReady();
    c.header("Cache-Control", "no-store");
    if (reason === null) return c.json({ status: "ready" });
    return c.json({ status: "not ready", reason }, 503);
  });
  return app;
}
