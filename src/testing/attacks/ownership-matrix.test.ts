import { describe, expect, it } from "vitest";
import { labPaths } from "#contract/lab.ts";
import { routes } from "#contract/routes.ts";
import { PUBLIC_URL } from "../server-bench/create-bench.ts";
import { writeIds } from "./id-forms.ts";
import { aSite } from "../server-bench/a-site.ts";
import { HOST, openTarget, OTHER, VICTIM, VICTIMS_NAME } from "./open-target.ts";
import { bodyWith, callOf, knownRoutes, pathWith } from "./route-calls.ts";

const target = await openTarget({ site: aSite });
const { victim, own } = target;
const NOBODYS = "8d4f3c8e-7f7e-4d7c-9d9f-0f6f6f6f6f6f";
/** Longer than what limits count together, so that no limit hides an answer. */
const LONG_MS = 61_000;

/** Middleware stands in the table as well, and as POST where it is one route's own. */
const answered = [...new Set(target.app.routes.map(({ method, path }) => `${method} ${path}`))];
const isOnTheWay = (route: string) => /^ALL (\/\w+)?\/\*$/.test(route);
const productRoutes = answered.filter((route) => !isOnTheWay(route));

interface Asker {
  who: string;
  /** What they may know of themselves. */
  own: { link: string; repair: string; user: string };
  /** Their headers, for one test. */
  headers(): Promise<Record<string, string>>;
  /** What must never reach them. */
  secrets: readonly string[];
}

const allOfVictim = [...victim.links, victim.repair, victim.token, VICTIM, VICTIMS_NAME];
const nothing = { link: NOBODYS, repair: NOBODYS, user: "nobody" };
const askers: Asker[] = [
  { who: "nobody", own: nothing, headers: () => Promise.resolve({}), secrets: allOfVictim },
  {
    who: "another person",
    own: { ...own, user: OTHER },
    headers: async () => ({ Cookie: (await target.signedIn(OTHER)).cookie() }),
    secrets: allOfVictim,
  },
  {
    who: "the person's session for another link",
    own: { link: victim.otherLink, repair: NOBODYS, user: VICTIM },
    async headers() {
      const code = await target.newCode({ externalId: VICTIM, linkId: victim.otherLink });
      return { Cookie: (await target.entered(code)).cookie() };
    },
    secrets: [
      ...victim.links.filter((id) => id !== victim.otherLink),
      victim.repair,
      victim.token,
      VICTIMS_NAME,
    ],
  },
  { who: "the host", own: nothing, headers: () => Promise.resolve(HOST), secrets: allOfVictim },
  {
    who: "who has a wrong key",
    own: nothing,
    headers: () => Promise.resolve({ Authorization: `${HOST.Authorization}x` }),
    secrets: allOfVictim,
  },
];

/** A stream is read as far as it is there at once. */
async function textOf({ body, headers }: Response): Promise<string> {
  if (!headers.get("Content-Type")?.startsWith("text/event-stream")) {
    return new Response(body).text();
  }
  const reader = body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

async function ask(method: string, path: string, body: string | undefined, headers: object) {
  const request = new Request(`${PUBLIC_URL}${path}`, {
    method,
    headers: { ...headers, "Content-Type": "application/json" },
    ...(body !== undefined && { body }),
  });
  const response = await target.app.fetch(request);
  const text = await textOf(response);
  return { status: response.status, said: text + JSON.stringify([...response.headers]) };
}

describe("the matrix", () => {
  it("has every route of the product, and no other (API9:2023, ASVS 5.0 V4.1.4)", () => {
    expect([...knownRoutes].sort()).toEqual(productRoutes.sort());
    expect(productRoutes.filter((route) => route.startsWith("ALL"))).toEqual([]);
  });

  it("is asked of routes that do answer their owner (API1:2023, ASVS 5.0 V8.2.1)", async () => {
    const { app, clock, victim: owner, ...home } = await openTarget();
    const ids = { link: owner.link, repair: owner.repair, user: VICTIM };
    const visitor = await home.entered(await home.newCode({ externalId: VICTIM }));
    await visitor.send("POST", "/api/repair-all");
    const headers = { "Content-Type": "application/json", Cookie: visitor.cookie() };

    const statuses: Record<string, number> = {};
    for (const route of knownRoutes.filter((each) => /\/api\/.*:/.test(each))) {
      const { method, pattern, body, kind = "link" } = callOf(route);
      clock.advance(LONG_MS);
      const init = { method, headers, ...(body !== undefined && { body }) };
      const address = `${PUBLIC_URL}${pathWith(pattern, ids[kind])}`;
      statuses[route] = (await app.fetch(new Request(address, init))).status;
    }
    expect(statuses).toEqual({
      "GET /api/links/:linkId": 200,
      "POST /api/links/:linkId/repairs": 201,
      "POST /api/links/:linkId/handoff": 201,
      "POST /api/repairs/:repairId/opening": 204,
      "POST /api/repairs/:repairId/events": 204,
      "POST /api/repairs/:repairId/outcome": 200,
      "POST /api/links/:linkId/refresh": 200,
      "DELETE /api/repair-all/skips/:linkId": 200,
      // The bank is in no trouble.
      "PUT /api/links/:linkId/watch": 409,
      "DELETE /api/links/:linkId/watch": 200,
    });
  });
});

describe.each(askers)("$who", (asker) => {
  const { who, own: known, secrets } = asker;
  it.each(productRoutes)(
    "learns nothing of a stranger's by any form of an id: %s (API1:2023, ASVS 5.0 V8.2.2)",
    async (route) => {
      const { method, pattern, body, member, kind = "link" } = callOf(route);
      const foreign = { link: victim.link, repair: victim.repair, user: VICTIM }[kind];
      const deleted = { link: victim.deletedLink, repair: NOBODYS, user: "demo-gone" }[kind];
      const forms = writeIds({ own: known[kind], foreign, deleted }, member);
      const isTrusted = who === "the host" && pattern.startsWith("/host/");
      const mintedBefore = target.minted.length;
      const sent = await asker.headers();

      for (const [form, { inPath, inBody }] of Object.entries(forms)) {
        target.clock.advance(LONG_MS);
        const path = pathWith(pattern, inPath);
        const { status, said } = await ask(method, path, bodyWith(body, inBody), sent);
        const where = `${form}: ${status} ${said.slice(0, 300)}`;
        expect(status, where).toBeLessThan(500);
        if (isTrusted) continue;
        if (/:\w+/.test(pattern)) expect([400, 401, 403, 404, 409, 414], where).toContain(status);
        for (const secret of secrets) expect(said, where).not.toContain(secret);
      }
      const minted = target.minted.slice(mintedBefore);
      expect(minted.filter((id) => id !== known.link)).toEqual([]);
    },
  );
});

it("a host that names one person and another's link gets no login link (API1:2023, ASVS 5.0 V8.2.2)", async () => {
  const forms = writeIds(
    { own: own.link, foreign: victim.link, deleted: victim.deletedLink },
    "linkId",
  );
  for (const [form, { inBody }] of Object.entries(forms)) {
    target.clock.advance(LONG_MS);
    const body = `{"externalId":"${OTHER}","linkId":${inBody}}`;
    const { status, said } = await ask("POST", "/host/entries", body, HOST);
    expect([400, 404, 409], `${form}: ${status}`).toContain(status);
    expect(said).not.toContain("/enter#");
  }
});

it.each([routes.demoSession, ...Object.values(labPaths)])(
  "what is the demo's does not exist outside it: %s (API9:2023, ASVS 5.0 V13.4.2)",
  async (path) => {
    const sent = await askers[1]?.headers();
    for (const method of ["GET", "POST", "PUT", "DELETE"]) {
      const { status } = await ask(method, path, method === "GET" ? undefined : "{}", sent ?? {});
      expect(status).toBe(404);
    }
  },
);

it("who was attacked still has all of theirs (API1:2023, ASVS 5.0 V8.2.2)", async () => {
  const owner = await target.entered(await target.newCode({ externalId: VICTIM }));
  expect(await owner.get(`/api/links/${victim.link}`)).toMatchObject({ status: 200 });
  expect((await owner.get("/api/links")).text).toContain(victim.otherLink);
  expect((await owner.get("/api/links")).text).not.toContain(victim.deletedLink);
});
