import { describe, expect, it } from "vitest";
import { siteFile, type Site } from "../../server/site/load-site.ts";
import { PUBLIC_URL } from "../server-bench/create-bench.ts";
import { HOST, openTarget, VICTIM } from "./open-target.ts";
import { bodyWith, callOf, knownRoutes, pathWith } from "./route-calls.ts";

const text = (words: string) => new TextEncoder().encode(words);
const site: Site = new Map([
  ["/index.html", siteFile("text/html; charset=utf-8", text("<!doctype html>"))],
  ["/widget-frame.html", siteFile("text/html; charset=utf-8", text("<!doctype html>"))],
  ["/assets/a-1.js", siteFile("text/javascript; charset=utf-8", text("1"))],
  ["/brand/logo.svg", siteFile("image/svg+xml", text("<svg/>"))],
]);
const PAGES = ["GET /", "GET /links/x", "GET /enter", "GET /widget-frame", "GET /nowhere.txt"];
const FILES = ["GET /assets/a-1.js", "GET /brand/logo.svg"];
/** A minute after the other, so that no limit hides an answer. */
const LATER_MS = 61_000;

const target = await openTarget({ site });
const SECURE = "https://banks.example.com";
const secure = await openTarget({ site, settings: { publicUrl: SECURE } });

/** Answers of a route to its owner and to nobody, without what is in them. */
async function answersOf(
  route: string,
  { app, clock, victim, ...home }: typeof target,
  origin: string,
  more: Record<string, string> = {},
): Promise<Response[]> {
  const {
    method,
    pattern,
    body,
    kind = "link",
  } = knownRoutes.includes(route)
    ? callOf(route)
    : { method: "GET", pattern: route.replace("GET ", ""), body: undefined };
  const id = { link: victim.link, repair: victim.repair, user: VICTIM }[kind];
  const owner = await home.entered(await home.newCode({ externalId: VICTIM }));
  const sent = bodyWith(body, JSON.stringify(id));
  const answers: Response[] = [];
  for (const own of [{ Cookie: owner.cookie() }, pattern.startsWith("/host/") ? HOST : {}]) {
    clock.advance(LATER_MS);
    const request = new Request(`${origin}${pathWith(pattern, id)}`, {
      method,
      headers: { "Content-Type": "application/json", ...own, ...more },
      ...(sent !== undefined && { body: sent }),
    });
    const answer = await app.fetch(request);
    await answer.body?.cancel();
    answers.push(answer);
  }
  return answers;
}

const API = knownRoutes.filter((route) => !PAGES.includes(route) && route !== "GET /*");
const everywhere = [...API, ...PAGES, ...FILES];

describe("every answer", () => {
  it.each(everywhere)(
    "names what its type is, is not sniffed, tells no address on, and is no other site's: %s (API8:2023, ASVS 5.0 V3.4.4, V3.4.5, V3.4.8, V3.5.8)",
    async (route) => {
      for (const { headers } of await answersOf(route, target, PUBLIC_URL)) {
        expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
        expect(headers.get("Referrer-Policy")).toBe("no-referrer");
        expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin-allow-popups");
        expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
        expect(headers.get("Permissions-Policy")).toMatch(/(^|, )camera=\(\).* usb=\(\)/);
        expect(headers.get("Strict-Transport-Security")).toBeNull();
      }
    },
  );

  it.each(everywhere)(
    "has a policy that starts from nothing, and nobody frames it unless that is set: %s (API8:2023, ASVS 5.0 V3.4.3, V3.4.6)",
    async (route) => {
      for (const { headers } of await answersOf(route, target, PUBLIC_URL)) {
        const policy = headers.get("Content-Security-Policy");
        expect(policy).toContain("default-src 'none'");
        const isFrame = route === "GET /widget-frame";
        expect(policy).toContain(`frame-ancestors '${isFrame ? "self" : "none"}'`);
      }
    },
  );

  it.each(everywhere)(
    "says for a year of https with all names below it that there is no other way: %s (API8:2023, ASVS 5.0 V3.4.1)",
    async (route) => {
      for (const { headers } of await answersOf(route, secure, SECURE)) {
        const [, seconds] =
          /^max-age=(\d+); includeSubDomains$/.exec(
            headers.get("Strict-Transport-Security") ?? "",
          ) ?? [];
        expect(Number(seconds)).toBeGreaterThanOrEqual(365 * 24 * 60 * 60);
      }
    },
  );

  it.each(everywhere)(
    "is for no other origin's scripts, whatever origin asks: %s (API8:2023, ASVS 5.0 V3.4.2)",
    async (route) => {
      for (const origin of ["https://evil.example", "null", PUBLIC_URL]) {
        for (const { headers } of await answersOf(route, target, PUBLIC_URL, { Origin: origin })) {
          const names = [...headers.keys()].filter((name) => name.startsWith("access-control-"));
          expect(names).toEqual([]);
        }
      }
    },
  );
});

describe("an answer of a route", () => {
  it.each(API)("is kept by no cache: %s (API8:2023, ASVS 5.0 V14.3.2, V14.2.2)", async (route) => {
    for (const { headers } of await answersOf(route, target, PUBLIC_URL)) {
      expect(headers.get("Cache-Control")).toMatch(/no-store/);
    }
  });

  it.each(API)(
    "is no script and no page, whatever is asked for, and says its type: %s (API8:2023, ASVS 5.0 V3.2.1, V3.5.6, V4.1.1)",
    async (route) => {
      const more = { Accept: "text/html, application/javascript", "X-Requested-With": "x" };
      for (const { status, headers } of await answersOf(route, target, PUBLIC_URL, more)) {
        const type = headers.get("Content-Type");
        if (status === 204) expect(type).toBeNull();
        else
          expect(type).toMatch(
            /^(application\/(problem\+)?json|text\/event-stream)(; ?charset=utf-8)?$/i,
          );
      }
    },
  );
});

it("cookies are for https, for one host, for no script, and not for what other sites send (API2:2023, ASVS 5.0 V3.3.1, V3.3.2, V3.3.3, V3.3.4)", async () => {
  const code = await secure.newCode({ externalId: VICTIM });
  const answer = await secure.visitor().send("POST", "/api/session", { code });
  const [cookie = "", ...others] = answer.headers.getSetCookie();
  expect(others).toEqual([]);
  expect(cookie).toMatch(/^__Host-relink=[\w-]{43};/);
  expect(cookie).not.toMatch(/Domain/i);
  for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]) {
    expect(cookie).toContain(attribute);
  }
  expect(answer.text).not.toContain(/=([\w-]{43});/.exec(cookie)?.[1]);
});
