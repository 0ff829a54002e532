import * as v from "valibot";
import {
  labPaths,
  LabActDone,
  LabActRequest,
  LabOffer,
  LabScenarioId,
  LabScene,
  LabSceneRef,
  LabSceneRequest,
  LabTraceQuery,
} from "#contract/lab.ts";
import type { DemoUser } from "#contract/session.ts";
import { createRoutes, type App } from "../../server/http/app-env.ts";
import { ProblemError } from "../../server/http/problem-error.ts";
import { readBody } from "../../server/http/read-body.ts";
import { createUserLimit } from "../../server/access/user-limit.ts";
import type { SlidingWindows } from "../../server/async/sliding-windows.ts";
import { answerStream } from "../../server/live/answer-stream.ts";
import { requireSession } from "../../server/access/require-session.ts";
import type { SessionCookie } from "../../server/access/session-cookie.ts";
import type { Sessions } from "../../server/access/sessions.ts";
import { findDemoPerson } from "../find-demo-person.ts";
import { askForCode } from "./ask-for-code.ts";
import { doAct } from "./do-act.ts";
import { createGuestSessions } from "./guest-sessions.ts";
import type { Lab } from "./lab.ts";
import { scenarios as stories } from "./scenarios.ts";
import type { Scenes } from "./scenes.ts";
import type { TraceFeed } from "./trace-feed.ts";

/** Each is a login at a bank. */
const ASKS = { limit: 6, windowMs: 60 * 1000 };

type Dependencies = Parameters<typeof askForCode>[0] &
  Omit<Parameters<typeof doAct>[0], "sandbox"> & {
    lab: Lab;
    /** `null` in every mode but the demo. */
    show: Show | null;
    sessions: Sessions;
    cookie: SessionCookie;
    windows: SlidingWindows;
    demoUsers: (() => Promise<DemoUser[]>) | null;
  };

/** What there is to see in the demo. */
export interface Show {
  scenes: Scenes;
  trace: TraceFeed;
}

/** For who shows the product to others: sets a situation up, and shows what happens behind the page. */
export function labRoutes(deps: Dependencies): App {
  const { lab, show, windows } = deps;
  const app = createRoutes();

  const scenarios = lab.mode === "demo" ? LabScenarioId.options : [];
  const limit = createUserLimit(windows, "codes asked for", ASKS);
  const signedIn = requireSession(deps);

  app.get(labPaths.lab, (c) => c.json(v.parse(LabOffer, { mode: lab.mode, scenarios })));
  app.post(labPaths.acts, async (c) => {
    const { act, linkId, sceneId } = await readBody(c, LabActRequest);
    if (act === "ask_for_code") {
      if (linkId === undefined) throw new ProblemError("invalid_request");
      await signedIn(c, () => Promise.resolve());
      const { externalId } = c.get("user");
      await limit(externalId);
      const result = await askForCode(deps, { externalId, linkId });
      return c.json(v.parse(LabActDone, { result, broken: null }));
    }
    if (lab.mode !== "demo" || !show) throw new ProblemError("not_found");
    const { sandbox } = lab;
    const broken = await show.scenes.during(sceneId, () =>
      doAct({ ...deps, sandbox }, { act, linkId }),
    );
    return c.json(v.parse(LabActDone, { result: null, broken }));
  });
  if (show) app.route("/", sceneRoutes(deps, show));
  return app;
}

function sceneRoutes(deps: Dependencies, { scenes, trace }: Show): App {
  const app = createRoutes();
  const guests = createGuestSessions(deps.sessions);
  app.post(labPaths.scenes, async (c) => {
    const { scenario } = await readBody(c, LabSceneRequest);
    const scene = v.parse(LabScene, await scenes.begin(scenario));
    const person = deps.demoUsers && (await findDemoPerson(deps.demoUsers, scene.userId));
    if (!person) throw new ProblemError("belvo_unreachable");
    deps.cookie.write(c, await guests.begin(scene.id, person, deps.cookie.read(c)));
    c.set("user", person);
    return c.json(scene, 201);
  });
  app.post(labPaths.holds, async (c) => {
    scenes.hold((await readBody(c, LabSceneRef)).sceneId);
    return c.body(null, 204);
  });
  app.post(labPaths.ends, async (c) => {
    const { sceneId } = await readBody(c, LabSceneRef);
    await guests.end(sceneId);
    await scenes.end(sceneId);
    return c.body(null, 204);
  });
  app.get(labPaths.trace, (c) => {
    const query = v.safeParse(LabTraceQuery, c.req.query());
    if (!query.success) throw new ProblemError("invalid_request", { field: "scenario" });
    const { externalId } = stories[query.output.scenario];
    return answerStream(c, () => trace.open(externalId));
  });
  return app;
}
