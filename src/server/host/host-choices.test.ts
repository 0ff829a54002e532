import { beforeEach, describe, expect, it } from "vitest";
import { aSite, firstDataOf } from "../../testing/server-bench/a-site.ts";
import { createBench, HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

const KEY = { Authorization: `Bearer ${HOST_API_KEY}` };
const LINK = "11111111-1111-4111-8111-111111111111";
const BACK = "https://app.example.com/banks?tab=1#top";
const NOTHING = { returnUrl: null, locale: null, theme: null };
const ALL = { returnUrl: BACK, locale: "pt-BR", theme: "dark" };

let bench: Bench;
beforeEach(async () => {
  const belvo = createFakeBelvo("user-42");
  belvo.statuses.set(LINK, "invalid");
  bench = await createBench({
    belvo: belvo.answer,
    site: aSite,
    settings: { returnOrigins: ["https://app.example.com", "myapp:"] },
  });
});

const ask = (more: object) =>
  bench.visitor().send("POST", "/host/entries", { externalId: "user-42", ...more }, KEY);

async function newCode(more: object): Promise<string> {
  return /#([\w-]{43})/.exec((await ask(more)).text)?.[1] ?? "";
}

async function comeIn(more: object, visitor = bench.visitor()): Promise<Visitor> {
  const code = await newCode(more);
  expect((await visitor.send("POST", "/api/session", { code })).status).toBe(201);
  return visitor;
}

async function htmlStart(visitor: Visitor, path = "/", headers = {}): Promise<string> {
  return /<html[^>]*>/.exec((await visitor.get(path, headers)).text)?.[0] ?? "";
}

describe("what a host says of the page", () => {
  it.each([[{}], [{ linkId: LINK }]])(
    "is told before the press, and to the session after it: %j",
    async (more) => {
      const code = await newCode({ ...ALL, ...more });
      const visitor = bench.visitor();
      const preview = await visitor.send("POST", "/api/session/preview", { code });
      expect(preview).toMatchObject({ status: 200, json: ALL });
      const entered = await visitor.send("POST", "/api/session", { code });
      expect(entered).toMatchObject({ status: 201, json: { user: ALL } });
      expect(await visitor.get("/api/session")).toMatchObject({ json: { user: ALL } });
      expect(firstDataOf((await visitor.get("/")).text)?.session.user).toMatchObject(ALL);
    },
  );

  it.each([[{}], [{ returnUrl: null, locale: null, theme: null }]])(
    "is nothing where it says nothing: %j",
    async (more) => {
      const code = await newCode(more);
      const visitor = bench.visitor();
      const preview = await visitor.send("POST", "/api/session/preview", { code });
      expect(preview.json).toMatchObject(NOTHING);
      const entered = await visitor.send("POST", "/api/session", { code });
      expect(entered.json).toMatchObject({ user: NOTHING });
    },
  );

  it("is nothing for a login link and a session that are older than the columns", async () => {
    const code = await newCode({ ...ALL, linkId: LINK });
    await bench.store
      .updateTable("entries")
      .set({ return_url: null, locale: null, theme: null, most_openings: null })
      .execute();
    const use = () => bench.visitor().send("POST", "/api/session", { code });
    for (let opening = 0; opening < 10; opening += 1) {
      expect(await use()).toMatchObject({ status: 201, json: { user: NOTHING } });
    }
    expect(await use()).toMatchObject({ status: 410, json: { code: "entry_used" } });
  });

  it("is nothing where the store has a word that this version does not know", async () => {
    const visitor = await comeIn(ALL);
    await bench.store.updateTable("sessions").set({ locale: "tlh", theme: "sepia" }).execute();
    expect((await visitor.get("/api/session")).json).toMatchObject({
      user: { returnUrl: BACK, locale: null, theme: null },
    });
  });

  it("goes on from the latest login link, for who stays in their wider session", async () => {
    const visitor = await comeIn({ ...ALL, theme: null });
    await comeIn({ linkId: LINK, returnUrl: "myapp://done", theme: "light" }, visitor);
    const user = { onlyLinkId: null, returnUrl: "myapp://done", locale: "pt-BR", theme: "light" };
    expect((await visitor.get("/api/session")).json).toMatchObject({ user });
  });
});

describe("the HTML of a session", () => {
  it("has the host's language and theme before any script runs", async () => {
    const visitor = await comeIn(ALL);
    expect(await htmlStart(visitor)).toBe('<html lang="pt-BR" data-theme="dark">');
    const english = { "Accept-Language": "en" };
    expect(await htmlStart(visitor, "/", english)).toContain('lang="pt-BR"');
    expect(await htmlStart(bench.visitor(), "/", english)).toBe('<html lang="en">');
  });

  it("has the language that the person chose, whatever the host says", async () => {
    const visitor = await comeIn(ALL);
    const Cookie = `${visitor.cookie()}; relink-locale=en`;
    expect(await htmlStart(visitor, "/", { Cookie })).toBe('<html lang="en" data-theme="dark">');
  });
});

describe("a host's locale", () => {
  it.each([
    ["es-MX", "es-MX"],
    ["es", "es-MX"],
    ["es-co", "es-CO"],
    ["pt", "pt-BR"],
    ["en-US", "en"],
    ["en-Latn-GB-u-ca-gregory", "en"],
    ["fr-CA", null],
    ["tlh", null],
  ])("may be any tag, and goes where the page speaks it: %s", async (locale, spoken) => {
    const visitor = await comeIn({ locale });
    expect((await visitor.get("/api/session")).json).toMatchObject({ user: { locale: spoken } });
  });

  it.each(["", "es_MX", "español", "e", "es-MX@posix", "es;q=1", "x".repeat(101), 7, ["es"]])(
    "is refused where it is no tag: %j",
    async (locale) => {
      expect(await ask({ locale })).toMatchObject({ status: 400, json: { field: "locale" } });
    },
  );
});

it.each(["", "sepia", "Dark", "auto", 1, {}])(
  "a theme is refused that is none: %j",
  async (theme) => {
    expect(await ask({ theme })).toMatchObject({ status: 400, json: { field: "theme" } });
  },
);
