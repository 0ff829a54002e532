/**
 * Every address of our own API. `:name` is filled in by {@link pathTo} in the browser and
 * read by Hono on the server, so both sides spell a parameter the same way.
 */
export const routes = {
  session: "/api/session",
  /** What a login link would do, before anybody says that it should. */
  loginLinkPreview: "/api/session/preview",
  demoSession: "/api/demo/session",
  links: "/api/links",
  link: "/api/links/:linkId",
  refresh: "/api/links/:linkId/refresh",
  bankAlert: "/api/links/:linkId/watch",
  repairs: "/api/links/:linkId/repairs",
  /** Makes a login link for the person's phone. */
  handoff: "/api/links/:linkId/handoff",
  /** Makes a repair of a prepared ticket. */
  repairOpening: "/api/repairs/:repairId/opening",
  repairEvents: "/api/repairs/:repairId/events",
  repairOutcome: "/api/repairs/:repairId/outcome",
  /** A browser that came back from Belvo's page; also one that nobody is signed in to. */
  returns: "/api/returns",
  repairAll: "/api/repair-all",
  repairAllSkips: "/api/repair-all/skips",
  repairAllSkip: "/api/repair-all/skips/:linkId",
  /** `?lastEventId=` says where a stream begins that the browser has not had before. */
  live: "/api/live",
  pageErrors: "/api/page-errors",
} as const;

/** The document that Belvo's script runs in. It is shown in a frame, and nowhere else. */
export const WIDGET_FRAME_PATH = "/widget-frame";

/** Browsers send here what a policy of ours refused. The widget frame's own host name has it too. */
export const POLICY_REPORTS_PATH = "/policy-reports";

/**
 * Where Belvo's own page sends people back to: `/return/<id>/success`, `exit` or `event`. What it adds
 * stands in the query.
 */
export const RETURN_OUTCOMES = ["success", "exit", "event"] as const;
export type ReturnOutcome = (typeof RETURN_OUTCOMES)[number];

/** The pages that a person can open, reload or share. */
export const pages = {
  home: "/",
  link: "/links/:linkId",
  repair: "/repair/:linkId",
  /** All that can be repaired, one after the other. */
  repairAll: "/repair",
  enter: "/enter",
  /** Below it the one-time id and the outcome. */
  return: "/return/*",
  /** In the demo alone. */
  lab: "/lab",
} as const;

/** Names of the ids in a pattern, e.g. `linkId` in `/links/:linkId`. */
type IdsOf<Pattern extends string> = Pattern extends `${string}:${infer Id}/${infer Rest}`
  ? Id | IdsOf<Rest>
  : Pattern extends `${string}:${infer Id}`
    ? Id
    : never;

/** An address with its ids, e.g. `/links/30cb…`. */
export function pathTo<Pattern extends string>(
  pattern: Pattern,
  ids: Record<IdsOf<Pattern>, string>,
): string {
  const values: Readonly<Record<string, string>> = ids;
  return pattern.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ""),
  );
}
