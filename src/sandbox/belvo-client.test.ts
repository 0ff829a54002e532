import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as v from "valibot";
import {
  PublishedAccount,
  PublishedBalance,
  PublishedInstitution,
  PublishedLink,
  PublishedOwner,
  PublishedTokenRequired,
  PublishedTransaction,
  PublishedWidgetToken,
} from "../testing/sandbox-bench/published-shapes.ts";
import { startSandbox, type RunningSandbox } from "./start-sandbox.ts";

interface Resource {
  list(options?: { limit?: number; filters?: object }): Promise<unknown>;
  detail(id: string | number): Promise<unknown>;
}

interface Links extends Resource {
  register(bank: string, username: string, password: string, more?: object): Promise<unknown>;
  update(id: string, secrets: { password?: string; token?: string }): Promise<unknown>;
  patch(id: string, changes: { accessMode: string }): Promise<unknown>;
  resume(session: string, token: string, link: string): Promise<unknown>;
  token(id: string, scopes: string): Promise<unknown>;
  delete(id: string): Promise<boolean>;
}

/** The client has no types of its own: this is as much of it as we use. */
interface BelvoClient {
  connect(): Promise<void>;
  links: Links;
  institutions: Resource;
  accounts: Resource & { retrieve(link: string, options: object): Promise<unknown> };
  owners: Resource;
  balances: Resource;
  transactions: Resource & {
    retrieve(link: string, from: string, options: object): Promise<unknown>;
  };
  widgetToken: { create(options?: object): Promise<unknown> };
}
type BelvoClientClass = new (id: string, password: string, url: string) => BelvoClient;

const require = createRequire(import.meta.url);
const loaded: unknown = require("belvo");
const { default: Client } = v.parse(
  v.object({ default: v.custom<BelvoClientClass>((value) => typeof value === "function") }),
  loaded,
);

let server: RunningSandbox;
let client: BelvoClient;

beforeAll(async () => {
  server = await startSandbox({
    secretId: "id",
    secretPassword: "password",
    widget: { loader: "", main: "" },
  });
  client = new Client("id", "password", server.url);
  await client.connect();
});
afterAll(() => server.close());

/** What the client throws when a call is refused. */
const Refusal = v.object({ statusCode: v.number(), detail: v.unknown() });

async function refusalOf(call: Promise<unknown>) {
  return v.parse(
    Refusal,
    await call.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

async function linkWith(filters: object) {
  const [link] = v.parse(v.array(PublishedLink), await client.links.list({ filters }));
  return v.parse(PublishedLink, link);
}

describe("Belvo's npm client, used with the sandbox", () => {
  it("does not log in with wrong keys", async () => {
    const log = vi.spyOn(console, "log").mockReturnValue(undefined);
    const stranger = new Client("id", "guess", server.url);
    await expect(stranger.connect()).rejects.toThrow("Login failed.");
    log.mockRestore();
  });

  it("lists links over several pages, and filters them", async () => {
    const all = await client.links.list({ limit: 60, filters: { page_size: 7 } });
    expect(v.parse(v.array(PublishedLink), all)).toHaveLength(60);

    const hugos = await client.links.list({ limit: 100, filters: { external_id: "demo-hugo" } });
    expect(v.parse(v.array(PublishedLink), hugos)).toHaveLength(100);
    const byTens = await client.links.list({
      filters: { external_id: "demo-hugo", status: "valid" },
    });
    expect(v.parse(v.array(PublishedLink), byTens)).toHaveLength(100);
  });

  it("reads one link", async () => {
    const link = await linkWith({ external_id: "demo-carla" });
    expect(v.parse(PublishedLink, await client.links.detail(link.id))).toEqual(link);
  });

  it("registers, changes, fetches from and deletes a link", async () => {
    const options = { externalId: "sdk-user", accessMode: "single" };
    const made = await client.links.register("erebor_mx_retail", "bnk1002", "full", options);
    const { id } = v.parse(PublishedLink, made);

    const patched = v.parse(
      PublishedLink,
      await client.links.patch(id, { accessMode: "recurrent" }),
    );
    expect(patched.access_mode).toBe("recurrent");
    const accounts = await client.accounts.retrieve(id, { saveData: true });
    expect(v.parse(v.array(PublishedAccount), accounts)).toHaveLength(2);
    expect(await client.links.delete(id)).toBe(true);
    expect(await client.links.delete(id)).toBe(false);
  });

  it("registers a link that is interrupted for a code, and resumes it", async () => {
    const asked = await refusalOf(
      client.links.register("gringotts_co_retail", "mfa_default", "pass_valid"),
    );
    expect(asked.statusCode).toBe(428);
    const [{ session, link }] = v.parse(PublishedTokenRequired, asked.detail);
    const resumed = await client.links.resume(session, "111111", link);
    expect(v.parse(PublishedLink, resumed)).toMatchObject({ id: link, status: "valid" });
  });

  it("repairs a link whose password has changed, and one that wants a code", async () => {
    const broken = await linkWith({ external_id: "demo-ana", status: "invalid" });
    const refused = await refusalOf(client.links.update(broken.id, { password: "pass_invalid" }));
    expect(refused).toMatchObject({ statusCode: 400, detail: [{ code: "login_error" }] });
    const repaired = await client.links.update(broken.id, { password: "pass_valid" });
    expect(v.parse(PublishedLink, repaired).status).toBe("valid");

    const waiting = await linkWith({ external_id: "demo-bruno", status: "token_required" });
    const again = await client.links.update(waiting.id, { token: "111111" });
    expect(v.parse(PublishedLink, again).status).toBe("valid");
  });

  it("creates tokens for the widget, in each of its ways", async () => {
    const { id } = await linkWith({ external_id: "demo-carla" });
    const scopes = "read_institutions,write_links,read_links";
    for (const pair of [
      await client.widgetToken.create(),
      await client.widgetToken.create({ link: id, scopes }),
      await client.widgetToken.create({ link: id, widget: { branding: { company_name: "A" } } }),
      await client.links.token(id, scopes),
    ]) {
      v.parse(PublishedWidgetToken, pair);
    }
  });

  it("lists accounts, owners, balances and transactions of a link, and reads one of each", async () => {
    const { id: link } = await linkWith({ external_id: "demo-carla" });
    for (const [resource, shape, count] of [
      [client.accounts, PublishedAccount, 2],
      [client.owners, PublishedOwner, 1],
      [client.balances, PublishedBalance, 2],
      [client.transactions, PublishedTransaction, 42],
    ] as const) {
      const all = v.parse(v.array(shape), await resource.list({ filters: { link } }));
      expect(all).toHaveLength(count);
      expect(await resource.detail(all[0]?.id ?? "")).toEqual(all[0]);
    }
    const fetched = await client.transactions.retrieve(link, "2000-01-01", { saveData: true });
    expect(v.parse(v.array(PublishedTransaction), fetched)).toHaveLength(42);
  });

  it("lists institutions, and reads one by its number", async () => {
    const all = v.parse(v.array(PublishedInstitution), await client.institutions.list());
    expect(all).toHaveLength(18);
    const one = v.parse(PublishedInstitution, await client.institutions.detail(1014));
    expect(one.name).toBe("heimdall_mx_retail");
  });
});
