import type { MiddlewareHandler } from "hono";
import { labPaths } from "#contract/lab.ts";
import { EnterDemoSession } from "#contract/entry.ts";
import { type DemoUser } from "#contract/session.ts";
import { routes } from "#contract/routes.ts";
import { signIn } from "../server/access/session-routes.ts";
import type { AppExtension, AppParts } from "../server/app.ts";
import { createFixedWindows } from "../server/async/fixed-windows.ts";
import { createRoutes, type App, type AppEnv } from "../server/http/app-env.ts";
import { ProblemError } from "../server/http/problem-error.ts";
import { readBody } from "../server/http/read-body.ts";
import { timestamp } from "../server/store/timestamp.ts";
import { findDemoPerson } from "./find-demo-person.ts";
import { labRoutes, type Show } from "./lab/lab-routes.ts";
import type { Lab } from "./lab/lab.ts";
import { createScenes } from "./lab/scenes.ts";
import { createStage } from "./lab/stage.ts";
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
      const show = lab?.mode === "demo" ? openShow(parts, lab) : null;
      const app = createRoutes();
      const limit = limitSignIns(now);
      for (const path of SIGN_IN_PATHS) app.post(path, limit);
      if (demoUsers) app.route("/", demoSessionRoutes(parts, demoUsers));
      if (lab) app.route("/", labRoutes({ ...parts, lab, show, demoUsers }));
      const close = async () => {
        show?.scenes.close();
        await show?.trace.close();
      };
      return { routes: app, close };
    },
  };
}

function openShow(parts: AppParts, { sandbox, hub }: Extract<Lab, { mode: "demo" }>): Show {
  const stage = createStage({ ...parts, sandbox });
  return { scenes: createScenes({ ...parts, stage }), trace: createTraceFeed({ ...parts, hub }) };
}

/** Each begins a session, and may ask the sandbox who its people are. */
const SIGN_INS = { ofAddress: 120, ofAll: 600 };
const A_MINUTE_MS = 60_000;
/** A scene begins as one of the people. */
const SIGN_IN_PATHS = [routes.demoSession, labPaths.scenes];

function limitSignIns(now: () => number): MiddlewareHandler<AppEnv> {
  const windows = createFixedWindows(now);
  return async (c, next) => {
    const retryAfterMs =
      windows.take(`of ${c.get("address")}`, {
        limit: SIGN_INS.ofAddress,
        windowMs: A_MINUTE_MS,
      }) || windows.take("of all", { limit: SIGN_INS.ofAll, windowMs: A_MINUTE_MS });
    if (retryAfterMs > 0) {
      throw new ProblemError("rate_limited", { retryAfterMs, limit: "demo sign-ins" });
    }
    return next();
  };
}

/** Lets anybody in as one of the demo's people. */
function demoSessionRoutes(
  { sessions, cookie, widget, security }: AppParts,
  demoUsers: () => Promise<DemoUser[]>,
): App {
  const app = createRoutes();
  app.post(routes.demoSession, async (c) => {
    const { user: id } = await readBody(c, EnterDemoSession);
    const user = await findDemoPerson(demoUsers, id);
    if (!user) {
      security(c, "demo.refused");
      throw new ProblemError("not_found");
    }
    const deps = { sessions, cookie, demoUsers, widget };
    const session = await signIn(c, deps, user);
    security(c, "demo.login");
    return c.json(session, 201);
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
