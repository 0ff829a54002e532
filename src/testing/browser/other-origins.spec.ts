import type { APIRequestContext, Page, Request } from "@playwright/test";
import * as v from "valibot";
import { canRepair, LinkPage } from "../../contract/link.ts";
import { startAttackerSite } from "./attacker-site.ts";
import { EREBOR } from "./erebor.ts";
import { card, enterAs, expect, test as base } from "./fixtures.ts";

interface Attack {
  /** Another origin's page, in the browser of a person who is signed in. */
  attacker: Page;
  url: string;
  /** A link of the person's that can be repaired; its attacker knows the id. */
  linkId: string;
  /** What became of all that could have changed something. */
  answered: string[];
}

/** `127.0.0.1` is the product's own site, on another port; `localhost` is another site. */
const HOSTNAMES = ["localhost", "127.0.0.1"] as const;

/** What the product's page reads, and no other origin may. */
const READS = ["/api/session", "/api/links", "/api/repair-all", "/api/live"];

const test = base.extend<{ hostname: (typeof HOSTNAMES)[number]; attack: Attack }>({
  hostname: ["localhost", { option: true }],
  attack: async ({ context, page, product, belvo, hostname }, use) => {
    const { url } = product;
    const site = await startAttackerSite(hostname);
    await enterAs(page, product, "Ana Torres");
    const before = await stateOf(page.request, url);
    const atBelvo = await belvo.links("demo-ana");
    const linkId = before.links.find(({ state }) => canRepair(state))?.id ?? "";
    expect(linkId).not.toBe("");

    const answered: string[] = [];
    const note = (request: Request, answer: string) => {
      if (!request.url().startsWith(url) || ["GET", "HEAD"].includes(request.method())) return;
      answered.push(`${request.method()} ${new URL(request.url()).pathname} ${answer}`);
    };
    context.on("response", (response) => note(response.request(), String(response.status())));
    // By the preflight, or where the answer says that it is for no other origin.
    context.on("requestfailed", (request) => note(request, "kept from it"));
    const attacker = await context.newPage();
    await attacker.goto(site.origin);
    await use({ attacker, url, linkId, answered });

    for (const answer of answered) expect(answer).toMatch(/ (400|401|403|404|405|kept from it)$/);
    expect(await stateOf(page.request, url)).toEqual(before);
    expect(await belvo.links("demo-ana")).toEqual(atBelvo);
    await page.reload();
    await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
    await site.close();
  },
});

/** Who the person is, their links, and the repairs that they are about, as the product has them. */
async function stateOf(request: APIRequestContext, url: string) {
  const read = async (path: string): Promise<unknown> => (await request.get(url + path)).json();
  const { links } = v.parse(LinkPage, await read("/api/links"));
  const lasting = links.map(({ id, bank, state, because, failedTries, watch }) => {
    return { id, bank, state, because, failedTries, watch };
  });
  return {
    session: await read("/api/session"),
    links: lasting,
    histories: await Promise.all(
      links.map(async ({ id }) => {
        const text = JSON.stringify(await read(`/api/links/${id}`));
        return /"history":\[.*/.exec(text)?.[0].match(/"kind":"\w+"/g) ?? [];
      }),
    ),
    repairAll: await read("/api/repair-all"),
  };
}

for (const hostname of HOSTNAMES) {
  test.describe(`from ${hostname}`, () => {
    test.use({ hostname });

    test("forms of three kinds change nothing (API8:2023, ASVS 5.0 V3.5.1, V3.5.2)", async ({
      attack: { attacker, url, linkId, answered },
    }) => {
      const paths = [
        `/api/links/${linkId}/repairs`,
        `/api/links/${linkId}/refresh`,
        "/api/repair-all",
        "/api/session",
        "/api/demo/session",
        "/policy-reports",
      ];
      const types = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"];
      await attacker.evaluate(
        ([to, encodings, origin]) => {
          for (const path of to) {
            for (const enctype of encodings) {
              const name = `form-${document.forms.length}`;
              const frame = Object.assign(document.createElement("iframe"), { name });
              const form = document.createElement("form");
              Object.assign(form, { action: origin + path, method: "post", enctype, target: name });
              const input = document.createElement("input");
              // As text it is JSON.
              Object.assign(input, { name: '{"user":"demo-bruno","x":"', value: '"}' });
              form.append(input);
              document.body.append(frame, form);
              form.submit();
            }
          }
        },
        [paths, types, url] as const,
      );
      const refused = () => answered.filter((each) => each.endsWith(" 403"));
      await expect.poll(() => refused().length).toBe(paths.length * types.length);
    });

    test("fetches change nothing and read nothing, with a preflight and without (API8:2023, ASVS 5.0 V3.5.1, V3.5.2, V3.5.3)", async ({
      attack: { attacker, url, linkId, answered },
    }) => {
      const tries = [
        ...READS.flatMap((path) => [
          { path, init: {} },
          { path, init: { mode: "no-cors" } as const },
        ]),
        ...["repairs", "refresh"].flatMap((what) => [
          {
            path: `/api/links/${linkId}/${what}`,
            init: { method: "POST", mode: "no-cors" } as const,
          },
          { path: `/api/links/${linkId}/${what}`, init: { method: "POST", body: "{}" } },
        ]),
        { path: "/api/session", init: { method: "DELETE" } },
        { path: `/api/links/${linkId}/watch`, init: { method: "PUT" } },
        {
          path: "/api/demo/session",
          init: {
            method: "POST",
            body: '{"user":"demo-bruno"}',
            headers: { "Content-Type": "application/json" },
          },
        },
      ] as const;
      const read = await attacker.evaluate(
        async ([all, origin]) => {
          navigator.sendBeacon(`${origin}/api/repair-all`, "{}");
          const results = all.map(async ({ path, init }) => {
            const options: RequestInit = { ...init, credentials: "include" };
            const answer = await fetch(origin + path, options).catch(() => null);
            return answer === null || answer.type === "opaque"
              ? ""
              : `${path} ${await answer.text()}`;
          });
          return (await Promise.all(results)).filter((text) => text !== "");
        },
        [tries, url] as const,
      );
      expect(read).toEqual([]);
      const sent = tries.filter(({ init }) => "method" in init).length + 1;
      await expect.poll(() => answered.length).toBe(sent);
    });

    test("no answer is an image, a script, a style or a stream for it (API8:2023, ASVS 5.0 V3.5.6, V3.5.8, V3.2.1)", async ({
      attack: { attacker, url, linkId },
    }) => {
      const paths = [...READS, `/api/links/${linkId}`, "/readyz", "/", "/favicon.svg"];
      const got = await attacker.evaluate(
        async ([all, origin]) => {
          const names = Object.getOwnPropertyNames(window).length;
          const loads = (element: HTMLElement, address: object) =>
            new Promise<boolean>((resolve) => {
              element.addEventListener("load", () => resolve(true));
              element.addEventListener("error", () => resolve(false));
              document.head.append(Object.assign(element, address));
            });
          const streams = (href: string) =>
            new Promise<boolean>((resolve) => {
              const stream = new EventSource(href, { withCredentials: true });
              stream.addEventListener("open", () => resolve(true));
              stream.addEventListener("error", () => resolve(false));
            });
          const loaded: string[] = [];
          for (const path of all) {
            const address = `${origin}${path}`;
            const tried = await Promise.all([
              loads(document.createElement("img"), { src: address }),
              loads(document.createElement("script"), { src: `${address}?callback=alert` }),
              loads(document.createElement("link"), { rel: "stylesheet", href: address }),
              streams(address),
            ]);
            tried.forEach((isLoaded, kind) => {
              if (isLoaded)
                loaded.push(`${path} as ${["image", "script", "style", "stream"][kind]}`);
            });
          }
          return { loaded, more: Object.getOwnPropertyNames(window).length - names };
        },
        [paths, url] as const,
      );
      expect(got).toEqual({ loaded: [], more: 0 });
    });

    test("no page of ours is shown in its frames (API8:2023, ASVS 5.0 V3.4.6)", async ({
      attack: { attacker, url, linkId },
    }) => {
      const paths = [
        "/",
        `/links/${linkId}`,
        `/repair/${linkId}`,
        "/enter",
        "/widget-frame",
        "/api/links",
      ];
      await attacker.evaluate(
        async ([all, origin]) => {
          const loads = all.map((path) => {
            const frame = Object.assign(document.createElement("iframe"), { src: origin + path });
            document.body.append(frame);
            return new Promise((resolve) => frame.addEventListener("load", resolve));
          });
          await Promise.all(loads);
        },
        [paths, url] as const,
      );
      // The browser's own page, in place of ours. It is told to us some time after it has loaded.
      await expect
        .poll(() => attacker.frames().flatMap((frame) => (frame.parentFrame() ? frame.url() : [])))
        .toEqual(paths.map(() => "chrome-error://chromewebdata/"));
    });

    test("a window that it opens is out of its reach, and hears nothing of what it says in our form (API8:2023, ASVS 5.0 V3.4.8, V3.5.5)", async ({
      attack: { attacker, url, linkId, answered },
      context,
    }) => {
      const opening = context.waitForEvent("page");
      await attacker.evaluate((address) => {
        Reflect.set(window, "theirs", window.open(`${address}/`));
      }, url);
      const opened = await opening;
      await expect(card(opened, EREBOR)).toBeVisible();
      const reached = await attacker.evaluate(
        async ([address, id]) => {
          const got: string[] = [];
          const theirs: unknown = Reflect.get(window, "theirs");
          if (!(theirs instanceof Object)) return got;
          const at = (name: string): unknown => {
            try {
              return Reflect.get(theirs, name);
            } catch {
              return undefined;
            }
          };
          for (const name of ["document", "localStorage", "relink"]) {
            if (at(name) !== undefined) got.push(name);
          }
          if (at("length") !== 0) got.push("its frames");
          if (at("closed") !== true) got.push("a window that is not closed to it");
          const t = at("postMessage");
          for (const message of [
            { relink: "widget-frame", nonce: "a-guess" },
            { relink: "page", nonce: "a-guess" },
            { type: "ready" },
            { type: "success", data: { link: id, institution: "erebor" } },
            { type: "exit", data: {} },
          ]) {
            for (const target of ["*", address]) {
              if (typeof t === "function") Reflect.apply(t, theirs, [message, target]);
            }
          }
          await new Promise((resolve) => setTimeout(resolve, 0));
          return got;
        },
        [url, linkId] as const,
      );
      expect(reached).toEqual([]);
      expect(await opened.evaluate(() => window.opener === null)).toBe(true);
      await expect(card(opened, EREBOR)).toContainText("Contraseña nueva");
      expect(answered).toEqual([]);
    });

    test("what it says to the page in the page's own frames' form is not heard (API8:2023, ASVS 5.0 V3.5.5)", async ({
      attack: { url, linkId, answered },
      page,
    }) => {
      // As if a window could be reached after all: the page's listeners see a stranger's origin.
      await page.evaluate(
        ([id]) => {
          for (const data of [
            { relink: "widget-frame", nonce: "a-guess" },
            { relink: "widget-frame", nonce: "" },
            { type: "success", data: { link: id } },
            "relink",
            null,
          ]) {
            const origin = "https://evil.example";
            window.dispatchEvent(new MessageEvent("message", { data, origin, source: window }));
            window.postMessage(data, "*");
          }
        },
        [linkId] as const,
      );
      await expect(page.locator("#root")).not.toHaveAttribute("inert");
      expect(page.url()).toBe(`${url}/`);
      expect(answered).toEqual([]);
    });
  });
}
