import { demandOf, openSandbox, type Answer, type OpenSandbox } from "./open-sandbox.ts";

type Source = "UPDATE" | "ERRORS" | "OPENAPI" | "SANDBOX" | "CLIENTS" | "OURS";

/** An answer that the sandbox can give: to what, which, on whose word, and how to get it. */
export type Row = [
  operation: string,
  status: number,
  code: string,
  Source,
  (given: Given) => Promise<Answer>,
];

/** A fresh sandbox, and links of each kind in it. */
export interface Given {
  sandbox: OpenSandbox;
  call: (...parts: Parameters<OpenSandbox["call"]>) => Promise<Answer>;
  invalid: string;
  waiting: string;
  unfinished: string;
  plain: string;
  fiscal: string;
}

export const NO_ID = "00000000-0000-4000-8000-000000000000";
const KEYS = { id: "key-id", password: "key-password" };
const SCOPES = "read_institutions,write_links,read_links";
const PERSON = { institution: "erebor_mx_retail", username: "bnk100", password: "full" };

export async function given(): Promise<Given> {
  const sandbox = openSandbox();
  const plain = (await sandbox.linksOf("demo-carla")).find((l) =>
    l.institution.startsWith("erebor"),
  );
  const fiscal = (await sandbox.linksOf("demo-elena")).find((l) =>
    l.institution.endsWith("fiscal"),
  );
  return {
    sandbox,
    call: (...parts) => sandbox.call(...parts),
    invalid: (await sandbox.linkWith("demo-ana", "invalid")).id,
    waiting: (await sandbox.linkWith("demo-bruno", "token_required")).id,
    unfinished: (await sandbox.linkWith("demo-diego", "unconfirmed")).id,
    plain: plain?.id ?? "",
    fiscal: fiscal?.id ?? "",
  };
}

export const put = ({ call }: Given, id: string, body: object) =>
  call("PUT", `/api/links/${id}/`, { body });
export const post = ({ call }: Given, path: string, body: object = {}) =>
  call("POST", `/api/${path}`, { body });
export const token = (g: Given, body: object) =>
  g.call("POST", "/api/token/", {
    body: { ...KEYS, scopes: SCOPES, ...body },
    authorization: null,
  });
export const register = (g: Given, fields: object = {}) =>
  post(g, "links/", { ...PERSON, ...fields });

export async function resume(g: Given, path: string, code: string): Promise<Answer> {
  const { session, link } = demandOf(await put(g, g.waiting, { token: "999999" }));
  return g.call("PATCH", `/api/${path}`, { body: { session, link, token: code } });
}
export const lost = { session: "0".repeat(32), link: NO_ID, token: "111111" };

export async function repeat(times: number, act: () => Promise<Answer>): Promise<Answer> {
  for (let n = 1; n < times; n += 1) await act();
  return act();
}
