import { NO_ID, post, repeat, resume, type Row } from "./imitated-row.ts";

const fetching: Row[] = [
  [
    "`POST /api/links/{id}/refresh/`",
    202,
    "",
    "OPENAPI",
    (g) => post(g, `links/${g.plain}/refresh/`),
  ],
  [
    "`POST /api/links/{id}/refresh/`",
    400,
    "invalid_link",
    "ERRORS",
    (g) => post(g, `links/${g.invalid}/refresh/`),
  ],
  [
    "`POST /api/links/{id}/refresh/`",
    409,
    "link_refreshed",
    "OPENAPI",
    (g) => repeat(2, () => post(g, `links/${g.plain}/refresh/`)),
  ],
  [
    "`POST /api/links/{id}/refresh/`",
    428,
    "token_required",
    "UPDATE",
    (g) => post(g, `links/${g.waiting}/refresh/`),
  ],
  [
    "`POST /api/accounts/`",
    200,
    "",
    "OPENAPI",
    (g) => post(g, "accounts/", { link: g.plain, save_data: false }),
  ],
  ["`POST /api/accounts/`", 201, "", "OPENAPI", (g) => post(g, "accounts/", { link: g.plain })],
  [
    "`POST /api/accounts/`",
    400,
    "does_not_exist",
    "ERRORS",
    (g) => post(g, "accounts/", { link: NO_ID }),
  ],
  [
    "`POST /api/accounts/`",
    400,
    "invalid_link",
    "UPDATE",
    (g) => post(g, "accounts/", { link: g.invalid }),
  ],
  [
    "`POST /api/accounts/`",
    400,
    "unconfirmed_link",
    "OPENAPI",
    (g) => post(g, "accounts/", { link: g.unfinished }),
  ],
  [
    "`POST /api/accounts/`",
    400,
    "unsupported_operation",
    "OPENAPI",
    (g) => post(g, "accounts/", { link: g.fiscal }),
  ],
  [
    "`POST /api/accounts/`",
    428,
    "token_required",
    "UPDATE",
    (g) => post(g, "accounts/", { link: g.waiting }),
  ],
  ["`PATCH /api/accounts/`", 201, "", "OPENAPI", (g) => resume(g, "accounts/", "111111")],
  [
    "`PATCH /api/accounts/`",
    428,
    "token_required",
    "SANDBOX",
    (g) => resume(g, "accounts/", "999999"),
  ],
];

const deleting: Row[] = [
  [
    "`DELETE /api/links/{id}/`",
    202,
    "",
    "OPENAPI",
    (g) =>
      g.call("DELETE", `/api/links/${g.plain}/`, { headers: { "X-Belvo-Request-Mode": "async" } }),
  ],
  [
    "`DELETE /api/links/{id}/`",
    204,
    "",
    "OPENAPI",
    (g) => g.call("DELETE", `/api/links/${g.plain}/`),
  ],
  [
    "`DELETE /api/links/{id}/`",
    429,
    "throttled",
    "OURS",
    async (g) => {
      const all = await g.sandbox.linksOf("demo-hugo");
      const ids = all.map(({ id }) => id);
      return repeat(6, () => g.call("DELETE", `/api/links/${ids.pop() ?? ""}/`));
    },
  ],
];

export const imitatedFetches: readonly Row[] = [...fetching, ...deleting];
