import { NO_ID, repeat, token, type Row } from "./imitated-row.ts";

const everywhere: Row[] = [
  ["any", 400, "parse_error", "ERRORS", (g) => g.call("POST", "/api/links/", { body: "{" })],
  [
    "any",
    401,
    "authentication_failed",
    "ERRORS",
    (g) => g.call("GET", "/api/", { authorization: null }),
  ],
  [
    "any",
    401,
    "token_not_valid",
    "OURS",
    (g) => g.call("GET", "/api/", { authorization: "Bearer x" }),
  ],
  [
    "any",
    403,
    "access_to_resource_denied",
    "ERRORS",
    async (g) => g.call("GET", "/api/links/", { authorization: await g.sandbox.widget() }),
  ],
  ["any", 403, "an HTML page", "ERRORS", (g) => repeat(90, () => g.call("GET", "/api/"))],
  ["any", 404, "not_found", "ERRORS", (g) => g.call("GET", "/api/nothing/")],
  ["any", 405, "method_not_allowed", "ERRORS", (g) => g.call("PUT", "/api/links/")],
  ["`GET /api/`", 200, "", "CLIENTS", (g) => g.call("GET", "/api/")],
];

const tokens: Row[] = [
  ["`POST /api/token/`", 200, "", "UPDATE", (g) => token(g, { link_id: g.invalid })],
  ["`POST /api/token/`", 400, "required", "ERRORS", (g) => token(g, { scopes: undefined })],
  ["`POST /api/token/`", 400, "not_a_list", "ERRORS", (g) => token(g, { fetch_resources: "A" })],
  [
    "`POST /api/token/`",
    400,
    "invalid_credentials_storage",
    "ERRORS",
    (g) => token(g, { credentials_storage: "no" }),
  ],
  ["`POST /api/token/`", 401, "authentication_failed", "OURS", (g) => token(g, { password: "x" })],
  ["`POST /api/token/`", 404, "not_found", "OURS", (g) => token(g, { link_id: NO_ID })],
];

const lists: Row[] = [
  ["`GET /api/links/`", 200, "", "OPENAPI", (g) => g.call("GET", "/api/links/?status=invalid")],
  [
    "`GET /api/links/`",
    400,
    "invalid_choice",
    "ERRORS",
    (g) => g.call("GET", "/api/links/?status=x"),
  ],
  ["`GET /api/links/`", 404, "not_found", "OURS", (g) => g.call("GET", "/api/links/?page=999")],
  ["`GET /api/links/{id}/`", 200, "", "OPENAPI", (g) => g.call("GET", `/api/links/${g.plain}/`)],
  [
    "`GET /api/links/{id}/`",
    404,
    "not_found",
    "OPENAPI",
    (g) => g.call("GET", `/api/links/${NO_ID}/`),
  ],
  ["`GET /api/institutions/`", 200, "", "OPENAPI", (g) => g.call("GET", "/api/institutions/")],
  [
    "`GET /api/institutions/{id}/`",
    200,
    "",
    "OPENAPI",
    (g) => g.call("GET", "/api/institutions/1004/"),
  ],
  [
    "`GET /api/institutions/{id}/`",
    404,
    "not_found",
    "OPENAPI",
    (g) => g.call("GET", "/api/institutions/1/"),
  ],
];

export const imitatedReads: readonly Row[] = [...everywhere, ...tokens, ...lists];
