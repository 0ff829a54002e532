import { isWritable } from "../store/is-writable.ts";
import type { Store } from "../store/open-store.ts";
import { createRoutes, type App } from "./app-env.ts";

interface Dependencies {
  store: Store;
  isDraining: () => boolean;
}

/** For whatever runs us: whether to restart us, and whether to send us people. */
export function healthRoutes({ store, isDraining }: Dependencies): App {
  const app = createRoutes();
  app.get("/livez", (c) => c.json({ status: "alive" }));
  app.get("/readyz", async (c) => {
    const isReady = !isDraining() && (await isWritable(store));
    c.header("Cache-Control", "no-store");
    return isReady ? c.json({ status: "ready" }) : c.json({ status: "not ready" }, 503);
  });
  return app;
}
