import { describe, expect, it } from "vitest";
import { aSite, firstDataOf } from "../server-bench/a-site.ts";
import type { Visitor } from "../server-bench/visitor.ts";
import { writeIds } from "./id-forms.ts";
import { openTarget, OTHER, VICTIM, VICTIMS_NAME } from "./open-target.ts";

const target = await openTarget({ site: aSite });
const { victim } = target;
const HOUR_MS = 60 * 60_000;

const secrets = [...victim.links, victim.repair, victim.token, VICTIM, VICTIMS_NAME];
const pages = ["/", "/enter", "/lab", "/repair", "/nowhere"];
const pagesOf = (linkId: string) => [`/links/${linkId}`, `/repair/${linkId}`];

async function expectNothing(visitor: Visitor, path: string, headers?: Record<string, string>) {
  const answer = await visitor.get(path, headers);
  const text = answer.text + JSON.stringify([...answer.headers]);
  for (const secret of secrets) expect(text.includes(secret), `${secret} in ${path}`).toBe(false);
  return answer;
}

it("the victim's own pages do have what the attacks below look for", async () => {
  const visitor = await target.entered(
    await target.newCode({ externalId: VICTIM, name: VICTIMS_NAME }),
  );
  const list = (await visitor.get("/")).text;
  for (const secret of [victim.link, victim.otherLink, VICTIM, VICTIMS_NAME]) {
    expect(list).toContain(secret);
  }
  expect((await visitor.get(`/repair/${victim.link}`)).text).toContain(victim.link);
});

describe("the HTML of a page has nothing of the victim's", () => {
  it("for nobody, and none of it is kept (API1:2023, ASVS 5.0 V8.2.2, V14.3.2)", async () => {
    for (const path of [...pages, ...victim.links.flatMap(pagesOf)]) {
      const { headers } = await expectNothing(target.visitor(), path);
      expect(headers.get("Cache-Control")).toBe("no-store");
    }
  });

  it("for another person, whatever link they name (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const other = await target.signedIn(OTHER);
    for (const path of [...pages, ...victim.links.flatMap(pagesOf)]) {
      const { text } = await other.get(path);
      const first = firstDataOf(text);
      expect(first?.session.user?.id).toBe(path === "/lab" ? undefined : OTHER);
      expect(first?.detail ?? null).toBeNull();
      // The address that names a link is in no page.
      for (const secret of secrets) expect(text.includes(secret)).toBe(false);
    }
  });

  it("for another person, in whatever form they write an id (API1:2023, ASVS 5.0 V1.1.1)", async () => {
    const other = await target.signedIn(OTHER);
    const ids = { own: target.own.link, foreign: victim.link, deleted: victim.deletedLink };
    for (const { inPath } of Object.values(writeIds(ids, "linkId"))) {
      for (const path of pagesOf(inPath)) {
        const { text, status } = await other.get(path);
        expect([200, 404]).toContain(status);
        for (const secret of secrets) expect(text.includes(secret)).toBe(false);
      }
    }
  });

  it("but its one link for a session that is for one (API5:2023, ASVS 5.0 V8.2.2)", async () => {
    const code = await target.newCode({ externalId: VICTIM, linkId: victim.otherLink });
    const visitor = await target.entered(code);
    const others = victim.links.filter((id) => id !== victim.otherLink);
    for (const path of [...pages, ...victim.links.flatMap(pagesOf)]) {
      const { text } = await visitor.get(path);
      for (const id of others) expect(text.includes(id), `${id} in ${path}`).toBe(false);
      expect(firstDataOf(text)?.list ?? null).toBeNull();
      if (path !== "/lab") expect(firstDataOf(text)?.detail?.link.id).toBe(victim.otherLink);
    }
  });

  it("after the session has ended, by the person, the host or time (API2:2023, ASVS 5.0 V7.4.1)", async () => {
    for (const end of [
      (visitor: Visitor) => visitor.send("DELETE", "/api/session"),
      () => target.end(VICTIM),
      () => {
        target.clock.advance(13 * HOUR_MS);
        return Promise.resolve();
      },
    ]) {
      const visitor = await target.signedIn(VICTIM);
      const cookie = visitor.cookie();
      expect((await visitor.get("/")).text).toContain(VICTIM);
      await end(visitor);
      const { text } = await expectNothing(target.visitor(), "/", { Cookie: cookie });
      expect(firstDataOf(text)?.session.user).toBeNull();
    }
  });

  it("for a cookie that is guessed, doubled or malformed (API2:2023, ASVS 5.0 V7.2.1)", async () => {
    const [, token = ""] = (await target.signedIn(VICTIM)).cookie().split("=");
    for (const cookie of [
      "relink=",
      `relink=${token.slice(0, -1)}`,
      `relink=${token.toUpperCase()}`,
      `relink=${token}x`,
      `relink=; relink=${token}x`,
      "relink=%00; relink-locale=</script>",
      `Relink=${token}`,
    ]) {
      await expectNothing(target.visitor(), "/", { Cookie: cookie });
    }
  });

  it("for who has the answer's tag, or asks for a part of it (API1:2023, ASVS 5.0 V14.3.2)", async () => {
    for (const headers of [{ "If-None-Match": "*" }, { Range: "bytes=0-99999" }]) {
      const { status } = await expectNothing(target.visitor(), "/", headers);
      expect(status).toBe(200);
    }
    const own = await (await target.signedIn(VICTIM)).get("/", { "If-None-Match": "*" });
    expect([own.status, own.headers.get("ETag")]).toEqual([200, null]);
  });

  it("for others who ask in the same moment (API1:2023, ASVS 5.0 V15.4.1)", async () => {
    const people = await Promise.all(
      [VICTIM, OTHER, "demo-ana", "demo-carla"].map(async (id) => ({
        id,
        visitor: await target.signedIn(id),
      })),
    );
    const rounds = Array.from({ length: 10 }, () => people).flat();
    await Promise.all(
      rounds.map(async ({ id, visitor }) => {
        const { text } = await visitor.get("/");
        expect(firstDataOf(text)?.session.user?.id).toBe(id);
        const has = victim.links.some((link) => text.includes(link));
        expect(has).toBe(id === VICTIM);
      }),
    );
  });
});

describe("names in the HTML run nothing (API8:2023, ASVS 5.0 V1.2.1)", () => {
  it.each([
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "--></script><img src=x onerror=alert(1)>",
    "x\u2028</SCRIPT >",
    '"}</script >',
  ])("of people and banks: %j", async (name) => {
    const externalId = "demo-nobody";
    const visitor = await target.entered(await target.newCode({ externalId, name }));
    const { text } = await visitor.get("/");
    expect(firstDataOf(text)?.session.user).toMatchObject({ id: externalId, name });

    // No reading may put the banks' own names back, and a page may be given again for ten seconds.
    await target.app.settled();
    target.clock.advance(11_000);
    const read_at = new Date(target.clock.now()).toISOString();
    await target.store.updateTable("institutions").set({ display_name: name, read_at }).execute();
    const ana = await (await target.signedIn("demo-ana")).get("/");
    expect(firstDataOf(ana.text)?.list?.links[0]?.bank.name).toBe(name.replace("\u2028", " "));
    for (const html of [text, ana.text]) {
      expect(html.match(/<script/gi)).toHaveLength(1);
      expect(html).not.toMatch(/<!--|<img/);
    }
  });

  it("of addresses, of which no page has any", async () => {
    const { text } = await target.visitor().get("/x?q=canary-query&</script>canary-end");
    expect(text).not.toContain("canary");
  });
});
