import { createRoutes, type App } from "./app-env.ts";

interface Dependencies {
  /** Whether the store takes writes now. */
  isWritable: () => Promise<boolean>;
  isDraining: () => boolean;
  now: () => number;
}

/** Each probe costs a write; who probes more often gets the last answer. */
const PROBE_EVERY_MS = 1_000;

/** For whatever runs us: whether to restart us, and whether to send us people. */
export function healthRoutes({ isWritable, isDraining, now }: Dependencies): App {
  let probe = { at: -Infinity, isWritable: Promise.resolve(false) };

  function isWritableLately(): Promise<boolean> {
    if (Math.abs(now() - probe.at) >= PROBE_EVERY_MS) {
      probe = { at: now(), isWritable: isWritable() };
    }
    return probe.isWritable;
  }

  const app = createRoutes();
  app.get("/livez", (c) => c.json({ status: "alive" }));
  app.get("/readyz", async (c) => {
    const isReady = !isDraining() && (await isWritableLately());
    c.header("Cache-Control", "no-store");
    return isReady ? c.json({ status: "ready" }) : c.json({ status: "not ready" }, 503);
  });
  return app;
}
