import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { PUBLIC_URL } from "../server-bench/create-bench.ts";
import { openTarget, VICTIM } from "./open-target.ts";

const target = await openTarget();
const { victim } = target;

const asVictim = () => target.signedIn(VICTIM);
const forOneLink = async () =>
  target.entered(await target.newCode({ externalId: VICTIM, linkId: victim.otherLink }));

describe("a session for one link", () => {
  it("does reach its own link, which is all that its list has (API5:2023, ASVS 5.0 V8.2.2)", async () => {
    const visitor = await forOneLink();
    expect((await visitor.get(`/api/links/${victim.otherLink}`)).status).toBe(200);
    const lists = [
      "",
      "?sort=name",
      "?sort=recent",
      "?q=e",
      "?state=connected",
      "?cursor=",
      "?onlyLinkId=",
    ];
    for (const query of lists) {
      const { text } = await visitor.get(`/api/links${query}`);
      for (const id of victim.links) {
        if (id !== victim.otherLink) expect(text).not.toContain(id);
      }
    }
    const { counts } = v.parse(LinkPage, (await visitor.get("/api/links")).json);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  it.each(
    victim.links
      .filter((id) => id !== victim.otherLink)
      .map((id, index) => [index + 1, id] as const),
  )("reaches nothing of the person's other link %i (API1:2023, ASVS 5.0 V8.2.2)", async (_, id) => {
    const visitor = await forOneLink();
    const minted = target.minted.length;
    const paths = ["", "/repairs", "/handoff", "/refresh", "/watch"].map(
      (end) => `/api/links/${id}${end}`,
    );
    for (const path of paths) {
      for (const method of ["POST", "PUT", "DELETE"] as const) {
        expect((await visitor.send(method, path, {})).status).toBe(404);
      }
      expect((await visitor.get(path)).status).toBe(404);
    }
    expect(target.minted).toHaveLength(minted);
  });

  it.each([
    ["GET", "/api/repair-all"],
    ["POST", "/api/repair-all"],
    ["DELETE", "/api/repair-all"],
    ["POST", "/api/repair-all/skips"],
    ["DELETE", `/api/repair-all/skips/${victim.otherLink}`],
    ["GET", "/api/links/"],
    ["GET", `/api/links/${victim.otherLink}/../${victim.link}`],
    ["GET", `/api/links/${victim.otherLink}%2F..%2F${victim.link}`],
    ["GET", `/api//links/${victim.link}`],
    ["GET", `/API/links/${victim.link}`],
  ])("has no %s %s (API5:2023, ASVS 5.0 V8.2.1)", async (method, path) => {
    const visitor = await forOneLink();
    const response = await target.app.fetch(
      new Request(`${PUBLIC_URL}${path}`, { method, headers: { Cookie: visitor.cookie() } }),
    );
    expect([401, 404]).toContain(response.status);
  });

  it("ends the repair of no other link (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const visitor = await forOneLink();
    const path = `/api/repairs/${victim.repair}`;
    const events = { events: [{ name: "ERROR", code: "login_error" }] };
    expect((await visitor.send("POST", `${path}/events`, events)).status).toBe(404);
    expect((await visitor.send("POST", `${path}/outcome`, { end: "failed" })).status).toBe(404);
  });

  it("is told live of its link alone, from the beginning of the log (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const live = await (await forOneLink()).live(0);
    await live.next();
    await live.next();
    await live.close();
    for (const id of victim.links) {
      if (id !== victim.otherLink) expect(live.raw()).not.toContain(id);
    }
  });

  it("signs out its own kind everywhere, and not the person's whole sessions (API5:2023, ASVS 5.0 V8.2.1)", async () => {
    const whole = await asVictim();
    const visitor = await forOneLink();
    await visitor.send("DELETE", "/api/session?everywhere=true");
    expect((await whole.get("/api/links")).status).toBe(200);
  });

  it("is no key of the host's (API5:2023, ASVS 5.0 V8.2.1)", async () => {
    const visitor = await forOneLink();
    for (const path of ["/host/entries", `/host/links/${victim.link}/refresh`]) {
      expect((await visitor.send("POST", path, { externalId: VICTIM })).status).toBe(401);
    }
    expect((await visitor.send("DELETE", `/host/users/${VICTIM}/sessions`)).status).toBe(401);
  });
});
