import { EnterDemoSession, type DemoUser } from "#contract/session.ts";
import { routes } from "#contract/routes.ts";
import { signIn } from "../server/access/session-routes.ts";
import type { AppExtension, AppParts } from "../server/app.ts";
import { createRoutes, type App } from "../server/http/app-env.ts";
import { ProblemError } from "../server/http/problem-error.ts";
import { readBody } from "../server/http/read-body.ts";
import { timestamp } from "../server/store/timestamp.ts";
import { labRoutes } from "./lab/lab-routes.ts";
import type { Lab } from "./lab/lab.ts";
import { createTraceFeed } from "./lab/trace-feed.ts";
import type { TraceHub } from "./lab/trace-hub.ts";

interface DemoOptions {
  /** The people to choose from; `null` where Belvo is not the stand-in. */
  demoUsers: (() => Promise<DemoUser[]>) | null;
  /** `null` where the lab is not offered. */
  lab: Lab | null;
  now: () => number;
}

/** What the backend has besides where it shows itself: people to choose from, and the lab. */
export function createDemoExtension({ demoUsers, lab, now }: DemoOptions): AppExtension {
  const hub = lab?.mode === "demo" ? lab.hub : null;
  return {
    demoUsers,
    framesItself: hub !== null,
    ...(hub && { onWebhook: sendWebhooksTo(hub, now) }),
    open(parts) {
      const trace = hub && createTraceFeed({ ...parts, hub });
      const app = createRoutes();
      if (demoUsers) app.route("/", demoSessionRoutes(parts, demoUsers));
      if (lab) app.route("/", labRoutes({ ...parts, lab, trace, demoUsers }));
      return { routes: app, close: async () => trace?.close() };
    },
  };
}

/** Lets anybody in as one of the demo's people. */
function demoSessionRoutes(
  { sessions, cookie, widget }: AppParts,
  demoUsers: () => Promise<DemoUser[]>,
): App {
  const app = createRoutes();
  app.post(routes.demoSession, async (c) => {
    const { user: id } = await readBody(c, EnterDemoSession);
    const chosen = (await demoUsers()).find((user) => user.id === id);
    if (!chosen) throw new ProblemError("not_found");
    const user = { externalId: chosen.id, name: chosen.name, onlyLinkId: null };
    const deps = { sessions, cookie, demoUsers, widget };
    return c.json(await signIn(c, deps, user), 201);
  });
  return app;
}

function sendWebhooksTo(hub: TraceHub, now: () => number): NonNullable<AppExtension["onWebhook"]> {
  return (webhook, repeat) => {
    hub.send({
      event: "webhook",
      at: timestamp(now()),
      type: webhook?.type ?? null,
      code: webhook?.code ?? null,
      linkId: webhook?.linkId ?? null,
      accepted: webhook !== null,
      repeat,
    });
  };
}
