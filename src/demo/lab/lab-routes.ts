import type { Context } from "hono";
import * as v from "valibot";
import {
  labPaths,
  LabActDone,
  LabActRequest,
  LabOffer,
  LabScenarioId,
  LabScene,
  LabSceneRequest,
} from "#contract/lab.ts";
import type { DemoUser } from "#contract/session.ts";
import { createRoutes, type App, type AppEnv } from "../../server/http/app-env.ts";
import { ProblemError } from "../../server/http/problem-error.ts";
import { readBody } from "../../server/http/read-body.ts";
import { createUserLimit } from "../../server/access/user-limit.ts";
import type { SlidingWindows } from "../../server/async/sliding-windows.ts";
import { answerStream } from "../../server/live/answer-stream.ts";
import { requireSession } from "../../server/access/require-session.ts";
import type { SessionCookie } from "../../server/access/session-cookie.ts";
import type { Sessions } from "../../server/access/sessions.ts";
import { askForCode } from "./ask-for-code.ts";
import { doAct } from "./do-act.ts";
import type { Lab } from "./lab.ts";
import { createSceneSetter } from "./set-scene.ts";
import type { TraceFeed } from "./trace-feed.ts";

/** Each is a login at a bank. */
const ASKS = { limit: 6, windowMs: 60 * 1000 };

type Dependencies = Parameters<typeof askForCode>[0] &
  Omit<Parameters<typeof createSceneSetter>[0], "sandbox"> & {
    lab: Lab;
    /** `null` in every mode but the demo. */
    trace: TraceFeed | null;
    sessions: Sessions;
    cookie: SessionCookie;
    windows: SlidingWindows;
    demoUsers: (() => Promise<DemoUser[]>) | null;
  };

/** For who shows the product to others: sets a situation up, and shows what happens behind the page. */
export function labRoutes(deps: Dependencies): App {
  const { lab, trace, windows } = deps;
  const app = createRoutes();

  const scenarios = lab.mode === "demo" ? LabScenarioId.options : [];
  const limit = createUserLimit(windows, "codes asked for", ASKS);
  const signedIn = requireSession(deps);

  app.get(labPaths.lab, (c) => c.json(v.parse(LabOffer, { mode: lab.mode, scenarios })));
  app.post(labPaths.acts, async (c) => {
    const { act, linkId } = await readBody(c, LabActRequest);
    if (act === "ask_for_code") {
      if (linkId === undefined) throw new ProblemError("invalid_request");
      await signedIn(c, () => Promise.resolve());
      const { externalId } = c.get("user");
      await limit(externalId);
      const result = await askForCode(deps, { externalId, linkId });
      return c.json(v.parse(LabActDone, { result }));
    }
    if (lab.mode !== "demo") throw new ProblemError("not_found");
    await doAct(lab.sandbox, { act, linkId });
    return c.json(v.parse(LabActDone, { result: null }));
  });
  if (lab.mode !== "demo" || !trace) return app;

  const setScene = createSceneSetter({ ...deps, sandbox: lab.sandbox });
  app.post(labPaths.scenes, async (c) => {
    const { scenario } = await readBody(c, LabSceneRequest);
    const scene = v.parse(LabScene, await setScene(scenario));
    await signIn(c, deps, scene.userId);
    return c.json(scene, 201);
  });
  app.get(labPaths.trace, (c) => answerStream(c, () => trace.open()));
  return app;
}

async function signIn(
  c: Context<AppEnv>,
  { demoUsers, sessions, cookie }: Dependencies,
  userId: string,
): Promise<void> {
  const user = (await demoUsers?.())?.find(({ id }) => id === userId);
  if (!user) throw new ProblemError("belvo_unreachable");
  const person = { externalId: user.id, name: user.name, onlyLinkId: null };
  cookie.write(c, await sessions.begin(person, cookie.read(c)));
  c.set("user", person);
}
