import { sql } from "kysely";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as v from "valibot";
import { LinkDetail } from "#contract/history.ts";
import { LinkPage } from "#contract/link.ts";
import { aSite, firstDataOf, preloadsOf } from "../../testing/server-bench/a-site.ts";
import { createBench, HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { createVirtualClock } from "../../testing/server-bench/virtual-clock.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";
import { createRoutes } from "../http/app-env.ts";
import { createReadFirst } from "./read-first.ts";

const LINK = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const OTHER = "7b4b3f5c-23f7-4f0c-9c3a-2f7f5f0e8a11";
const MINUTE_MS = 60_000;

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;

beforeEach(async () => {
  belvo = createFakeBelvo("user-42");
  belvo.statuses.set(LINK, "invalid").set(OTHER, "valid");
  bench = await createBench({ belvo: (request) => belvo.answer(request), site: aSite });
  person = await bench.signedIn("user-42");
});

/** What the person's page has from the server. */
const firstOf = async (path: string, visitor = person) =>
  firstDataOf((await visitor.get(path)).text);

async function enterForOneLink(): Promise<Visitor> {
  const visitor = bench.visitor();
  const { text } = await visitor.send(
    "POST",
    "/host/entries",
    { externalId: "user-42", linkId: LINK },
    { Authorization: `Bearer ${HOST_API_KEY}` },
  );
  const [, code] = /#([\w-]{43})/.exec(text) ?? [];
  await visitor.send("POST", "/api/session", { code });
  return visitor;
}

describe("the page of the list", () => {
  it("has the session and the list as the API gives them, and no browser keeps it", async () => {
    const list = v.parse(LinkPage, (await person.get("/api/links")).json);
    const { text, headers } = await person.get("/");
    const first = firstDataOf(text);
    expect(first).toMatchObject({ list, detail: null });
    expect(first?.session).toEqual((await person.get("/api/session")).json);
    expect(Date.parse(first?.at ?? "")).toBe(bench.clock.now());
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("ETag")).toBeNull();
  });

  it("has the list that the store has while Belvo, which is asked beside it, does not answer", async () => {
    await person.get("/api/links");
    bench.clock.advance(2 * MINUTE_MS);
    const release = belvo.hold();
    belvo.asked.length = 0;
    const first = await firstOf("/");
    expect(first?.list?.links).toHaveLength(2);
    expect(Date.parse(first?.list?.asOf ?? "")).toBe(bench.clock.now() - 2 * MINUTE_MS);
    await expect.poll(() => belvo.asked).toContain("GET /api/links/");
    release();
    await bench.app.settled();
  });

  it("has no list of a person of whom the store knows nothing yet, and waits for none", async () => {
    const release = belvo.hold();
    const first = await firstOf("/");
    expect(first).toMatchObject({ session: { user: { id: "user-42" } }, list: null });
    release();
    await bench.app.settled();
  });

  it("has no list when its address asks for a part of it", async () => {
    await person.get("/api/links");
    for (const query of ["?q=erebor", "?state=connected", "?sort=name"]) {
      expect(await firstOf(`/${query}`)).toMatchObject({ list: null });
    }
    expect((await firstOf("/?utm_source=mail"))?.list?.links).toHaveLength(2);
  });

  it("has a page of the list, however long that is", async () => {
    for (let place = 0; place < 248; place += 1) belvo.statuses.set(crypto.randomUUID(), "valid");
    await person.get("/api/links");
    const first = await firstOf("/");
    expect(first?.list).toMatchObject({ total: 250 });
    expect(first?.list?.links).toHaveLength(50);
  });
});

describe("the page of one link", () => {
  it("has that link with its history, and when it held", async () => {
    const { json } = await person.get(`/api/links/${LINK}`);
    for (const path of [`/links/${LINK}`, `/repair/${LINK}`, `/repair/${LINK.toUpperCase()}/`]) {
      const first = await firstOf(path);
      const asOf = new Date(bench.clock.now()).toISOString();
      expect(first).toMatchObject({ detail: { ...v.parse(LinkDetail, json), asOf }, list: null });
    }
  });

  it("has no link where there is none", async () => {
    await person.get("/api/links");
    for (const path of ["/links/none", `/repair/${crypto.randomUUID()}`, `/links/${LINK}/more`]) {
      expect(await firstOf(path)).toMatchObject({ list: null, detail: null });
    }
  });
});

it("a session for one link has that link at whatever address, and no list", async () => {
  await person.get("/api/links");
  const visitor = await enterForOneLink();
  for (const path of ["/", `/links/${OTHER}`, `/repair/${OTHER}`, "/repair", "/nowhere"]) {
    const first = await firstOf(path, visitor);
    expect(first?.detail?.link.id).toBe(LINK);
    expect(first?.list).toBeNull();
  }
});

it("the page of nobody says so, and loads what nobody is shown", async () => {
  const { text, headers } = await bench.visitor().get("/");
  expect(firstDataOf(text)).toMatchObject({ session: { user: null }, list: null, detail: null });
  expect(preloadsOf(text)).toContain("/assets/start-page-1.js");
  expect(headers.get("Cache-Control")).toBe("no-store");
});

it("the lab's page is the same for everybody", async () => {
  const { text, headers } = await person.get("/lab");
  expect(firstDataOf(text)).toBeNull();
  expect(headers.get("Cache-Control")).toBe("no-store");
});

describe("a page whose first data cannot be had", () => {
  it("is served without them when the store fails, and the log says so", async () => {
    await sql`drop table sessions`.execute(bench.store);
    const { status, text, headers } = await person.get("/");
    expect([status, firstDataOf(text)]).toEqual([200, null]);
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(JSON.stringify(bench.logged)).toContain("served without its first data");
  });

  it("is served without them after half a second", async () => {
    const clock = createVirtualClock();
    const never = () => new Promise<never>(() => undefined);
    const readFirst = createReadFirst({
      demoUsers: null,
      widget: {
        widgetUrl: "https://cdn.belvo.io/belvo-widget-1-stable.js",
        widgetOrigins: [],
        widgetMode: "auto",
        preparesRepairs: true,
      },
      sessions: { find: never },
      cookie: { read: () => "a-token" },
      visit: { peek: never },
      answers: { page: never, detail: never },
      countRead: () => 0,
      log: { warn: () => undefined },
      now: clock.now,
      sleep: clock.sleep,
    });
    const app = createRoutes().get("*", async (c) => c.json(await readFirst(c)));
    const coming = app.request("/");
    await vi.waitFor(() => expect(clock.isSleptFor(500)).toBe(true));
    clock.advance(500);
    expect(await (await coming).json()).toEqual({
      ...{ part: null, data: null, locale: null, theme: null },
    });
  });
});
