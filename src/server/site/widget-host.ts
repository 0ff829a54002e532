import type { MiddlewareHandler } from "hono";
import { POLICY_REPORTS_PATH, WIDGET_FRAME_PATH } from "#contract/routes.ts";
import type { AppEnv } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";

/** What the build calls the frame's own script and style. */
const FRAME_ASSETS = "/assets/widget-frame-";

/**
 * Keeps the widget frame and the page apart: the frame's host name has the frame, its files and what
 * takes reports of its policy, and nothing else of ours; every other name has no frame.
 *
 * @param widgetHost The host name; `null` where the frame has none to itself.
 */
export function separateWidgetHost(widgetHost: string | null): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (widgetHost !== null && !isInPlace(c.req, widgetHost)) throw new ProblemError("not_found");
    await next();
  };
}

function isInPlace({ path, url }: { path: string; url: string }, widgetHost: string): boolean {
  const isFrame = path === WIDGET_FRAME_PATH;
  if (new URL(url).hostname !== widgetHost) return !isFrame;
  return isFrame || path.startsWith(FRAME_ASSETS) || path === POLICY_REPORTS_PATH;
}
