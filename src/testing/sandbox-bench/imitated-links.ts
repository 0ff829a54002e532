import { NO_ID, lost, put, register, repeat, resume, type Row } from "./imitated-row.ts";

const registering: Row[] = [
  ["`POST /api/links/`", 201, "", "OPENAPI", (g) => register(g)],
  ["`POST /api/links/`", 400, "required", "ERRORS", (g) => register(g, { username: undefined })],
  [
    "`POST /api/links/`",
    400,
    "does_not_exist",
    "ERRORS",
    (g) => register(g, { institution: "narnia" }),
  ],
  [
    "`POST /api/links/`",
    400,
    "validation_error",
    "SANDBOX",
    (g) => register(g, { username: "1234567890abcdefg" }),
  ],
  [
    "`POST /api/links/`",
    400,
    "login_error",
    "SANDBOX",
    (g) => register(g, { password: "pass_invalid" }),
  ],
  ["`POST /api/links/`", 400, "duplicated", "SANDBOX", (g) => repeat(2, () => register(g))],
  [
    "`POST /api/links/`",
    400,
    "invalid_credentials_storage",
    "OPENAPI",
    (g) => register(g, { credentials_storage: "nostore" }),
  ],
  [
    "`POST /api/links/`",
    400,
    "invalid_fetch_resources",
    "OPENAPI",
    (g) => register(g, { access_mode: "single", credentials_storage: "nostore" }),
  ],
  [
    "`POST /api/links/`",
    400,
    "invalid",
    "OPENAPI",
    (g) => register(g, { fetch_resources: ["BILLS"] }),
  ],
  [
    "`POST /api/links/`",
    400,
    "invalid_link",
    "ERRORS",
    async (g) => {
      await register(g);
      await repeat(6, () => register(g, { password: "pass_invalid" }));
      return register(g);
    },
  ],
  [
    "`POST /api/links/`",
    428,
    "token_required",
    "SANDBOX",
    (g) => register(g, { username: "mfa_default" }),
  ],
];

const updating: Row[] = [
  ["`PUT /api/links/{id}/`", 200, "", "UPDATE", (g) => put(g, g.invalid, { password: "good" })],
  [
    "`PUT /api/links/{id}/`",
    400,
    "login_error",
    "UPDATE",
    (g) => put(g, g.invalid, { password: "pass_invalid" }),
  ],
  ["`PUT /api/links/{id}/`", 400, "required", "ERRORS", (g) => put(g, g.invalid, {})],
  ["`PUT /api/links/{id}/`", 404, "not_found", "OPENAPI", (g) => put(g, NO_ID, {})],
  [
    "`PUT /api/links/{id}/`",
    428,
    "token_required",
    "OPENAPI",
    (g) => put(g, g.waiting, { token: "999999" }),
  ],
  ["`PATCH /api/links/`", 200, "", "OPENAPI", (g) => resume(g, "links/", "111111")],
  [
    "`PATCH /api/links/`",
    400,
    "session_expired",
    "OPENAPI",
    (g) => g.call("PATCH", "/api/links/", { body: { ...lost, link: g.waiting } }),
  ],
  [
    "`PATCH /api/links/`",
    404,
    "not_found",
    "OPENAPI",
    (g) => g.call("PATCH", "/api/links/", { body: lost }),
  ],
  ["`PATCH /api/links/`", 428, "token_required", "SANDBOX", (g) => resume(g, "links/", "999999")],
  [
    "`PATCH /api/links/{id}/`",
    200,
    "",
    "OPENAPI",
    (g) => g.call("PATCH", `/api/links/${g.plain}/`, { body: { access_mode: "single" } }),
  ],
  [
    "`PATCH /api/links/{id}/`",
    400,
    "invalid_choice",
    "ERRORS",
    (g) => g.call("PATCH", `/api/links/${g.plain}/`, { body: { access_mode: "often" } }),
  ],
];

/** Every way to log in is tried in the sandbox's own tests; here one stands for all. */
const atBanks = (
  [
    [400, "institution_down"],
    [400, "institution_inactive"],
    [400, "institution_unavailable"],
    [400, "too_many_sessions"],
    [500, "unexpected_error"],
  ] as const
).map(([status, code]): Row => [
  "any login at a bank",
  status,
  code,
  "ERRORS",
  async (g) => {
    await g.sandbox.setFaults({ loginError: code });
    return put(g, g.invalid, { password: "good" });
  },
]);

export const imitatedLinks: readonly Row[] = [...registering, ...updating, ...atBanks];
