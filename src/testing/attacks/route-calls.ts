/** What stands for the id that a request is about. */
const ID = "\u0001";
const EVENTS = '{"events":[{"name":"PAGE_LOAD","page":"/credentials"}]}';

interface RouteCall {
  /** In which member of the body the id is; of some routes it is in the path. */
  member: string;
  body?: string;
  /** Whose ids it takes: links unless said. */
  kind?: "repair" | "user";
}

/** How each route of the product is asked, by its method and pattern. */
const CALLS: Record<string, RouteCall> = {
  "GET /livez": { member: "" },
  "GET /readyz": { member: "" },
  "GET /.well-known/security.txt": { member: "" },
  "GET /api/session": { member: "" },
  "POST /api/session": { member: "code", body: `{"code":${ID}}` },
  "POST /api/session/preview": { member: "code", body: `{"code":${ID}}` },
  "DELETE /api/session": { member: "" },
  "GET /api/links": { member: "" },
  "GET /api/links/:linkId": { member: "" },
  "POST /api/links/:linkId/repairs": { member: "" },
  "POST /api/links/:linkId/handoff": { member: "" },
  "POST /api/repairs/:repairId/opening": { member: "", kind: "repair" },
  "POST /api/repairs/:repairId/events": { member: "", body: EVENTS, kind: "repair" },
  "POST /api/repairs/:repairId/outcome": { member: "", body: '{"end":"exited"}', kind: "repair" },
  "POST /api/returns": { member: "returnId", body: `{"end":"succeeded","returnId":${ID}}` },
  "POST /api/links/:linkId/refresh": { member: "" },
  "GET /api/repair-all": { member: "" },
  "POST /api/repair-all": { member: "" },
  "DELETE /api/repair-all": { member: "" },
  "POST /api/repair-all/skips": { member: "linkId", body: `{"linkId":${ID}}` },
  "DELETE /api/repair-all/skips/:linkId": { member: "" },
  "PUT /api/links/:linkId/watch": { member: "" },
  "DELETE /api/links/:linkId/watch": { member: "" },
  "GET /api/live": { member: "" },
  "POST /api/page-errors": {
    member: "page",
    body: `{"kind":"script","name":"TypeError","at":[],"page":${ID}}`,
  },
  "POST /policy-reports": {
    member: "document-uri",
    body: `{"csp-report":{"effective-directive":"img-src","document-uri":${ID}}}`,
  },
  "POST /webhooks/belvo": { member: "link_id", body: `{"webhook_type":"LINK","link_id":${ID}}` },
  "POST /webhooks/belvo/": { member: "link_id", body: `{"webhook_type":"LINK","link_id":${ID}}` },
  "POST /host/entries": { member: "linkId", body: `{"externalId":"demo-bruno","linkId":${ID}}` },
  "POST /host/links/:linkId/refresh": { member: "" },
  "DELETE /host/users/:externalId/sessions": { member: "", kind: "user" },
  "GET /widget-frame": { member: "" },
  "GET /*": { member: "" },
};

export const knownRoutes = Object.keys(CALLS);

/** @throws {Error} For a route that the table above does not have. */
export function callOf(route: string): RouteCall & { method: string; pattern: string } {
  const call = CALLS[route];
  if (!call) throw new Error(`${route} is missing in route-calls.ts`);
  const [method = "", pattern = ""] = route.split(" ");
  return { ...call, method, pattern };
}

/** An address that names an id: in its place, or else in parameters that nobody asked for. */
export function pathWith(pattern: string, inPath: string): string {
  // Of all pages, the one whose HTML has what there is to see of a link.
  if (pattern === "/*") return `/links/${inPath}`;
  if (/:\w+/.test(pattern)) return pattern.replace(/:\w+/, inPath);
  return `${pattern}?linkId=${inPath}&link_id=${inPath}&externalId=${inPath}&external_id=${inPath}`;
}

export function bodyWith(body: string | undefined, inBody: string): string | undefined {
  return body?.replaceAll(ID, () => inBody);
}
