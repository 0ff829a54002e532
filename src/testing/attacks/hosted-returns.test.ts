import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkDetail } from "#contract/history.ts";
import { HostedRepair } from "#contract/repair.ts";
import { PUBLIC_URL } from "../server-bench/create-bench.ts";
import type { Visitor } from "../server-bench/visitor.ts";
import { openTarget, OTHER, VICTIM } from "./open-target.ts";

const Claims = v.object({ callback_urls: v.object({ success: v.string() }) });

let target: Awaited<ReturnType<typeof openTarget>>;
let victim: Visitor;
let returnId: string;

/** The one-time id, as whoever sees the address of Belvo's page can read it. */
function idIn(hostedUrl: string): string {
  const token = new URL(hostedUrl).searchParams.get("access_token") ?? "";
  const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  const { success } = v.parse(Claims, JSON.parse(claims)).callback_urls;
  return success.split("/").at(-2) ?? "";
}

beforeEach(async () => {
  target = await openTarget();
  victim = await target.signedIn(VICTIM);
  const path = `/api/links/${target.victim.link}/repairs`;
  const opened = await victim.send("POST", path, { widget: "hosted" });
  returnId = idIn(v.parse(HostedRepair, opened.json).hostedUrl);
});

const comeBack = (who: Visitor, body: object) => who.send("POST", "/api/returns", body);

async function stateAndEnds(): Promise<[string, string[]]> {
  target.clock.advance(61_000);
  const answer = await victim.get(`/api/links/${target.victim.link}`);
  const { link, history } = v.parse(LinkDetail, answer.json);
  return [
    link.state,
    history.flatMap((each) => (each.kind === "repair_ended" ? [each.result] : [])),
  ];
}

describe("a way back from Belvo's page", () => {
  it("that another person uses gives them neither link nor name (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const other = await target.signedIn(OTHER);
    const answer = await comeBack(other, { returnId, end: "succeeded" });
    expect(answer).toMatchObject({ status: 200, text: '{"place":"elsewhere"}' });
    for (const secret of [...target.victim.links, VICTIM])
      expect(answer.text).not.toContain(secret);
  });

  it("that is forged makes nothing connected (API6:2023, ASVS 5.0 V2.3.1)", async () => {
    const [before] = await stateAndEnds();
    const forged = { returnId, end: "succeeded", namedLinkId: target.own.link };
    await comeBack(target.visitor(), forged);
    const [state, ends] = await stateAndEnds();
    expect(state).toBe(before);
    expect(ends).not.toContain("repaired");
  });

  it("is good once, and 40 at a time find that out together (API6:2023, ASVS 5.0 V15.4.2)", async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, () => comeBack(victim, { returnId, end: "exited" })),
    );
    const firsts = all.filter(({ text }) => text.includes('"isFirst":true'));
    expect(firsts).toHaveLength(1);
  });

  it("that a stranger repeats asks Belvo once (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const stranger = target.visitor();
    for (let times = 0; times < 10; times += 1) {
      await comeBack(stranger, { returnId, end: "exited" });
    }
    const [, ends] = await stateAndEnds();
    expect(ends.filter((result) => result === "left")).toHaveLength(1);
  });

  it("cannot be guessed for long (API4:2023, ASVS 5.0 V6.3.1)", async () => {
    const stranger = target.visitor();
    const statuses: number[] = [];
    for (let times = 0; times < 40; times += 1) {
      const guess = String(times).padStart(43, "x");
      statuses.push((await comeBack(stranger, { returnId: guess, end: "exited" })).status);
    }
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 404));
    expect(new Set(statuses.slice(30))).toEqual(new Set([429]));
  });

  it.each([
    ["in capitals", (id: string) => id.toUpperCase()],
    ["shortened", (id: string) => id.slice(0, -1)],
    ["with more behind it", (id: string) => `${id}A`],
    ["as its hash", () => "0".repeat(64)],
    ["as a list", (id: string) => [id]],
    ["as an object", () => ({ like: "%" })],
    ["with a wildcard", (id: string) => `%${id.slice(1)}`],
  ])("is not found %s (API1:2023, ASVS 5.0 V2.2.1)", async (_, forge) => {
    const { status } = await comeBack(victim, { returnId: forge(returnId), end: "exited" });
    expect([400, 404]).toContain(status);
  });

  it("is not taken from another site's page (API8:2023, ASVS 5.0 V3.5.1)", async () => {
    const request = new Request(`${PUBLIC_URL}/api/returns`, {
      method: "POST",
      headers: {
        Origin: "https://evil.example",
        "Content-Type": "application/json",
        Cookie: victim.cookie(),
      },
      body: JSON.stringify({ returnId, end: "succeeded" }),
    });
    expect((await target.app.fetch(request)).status).toBe(403);
    expect(await comeBack(victim, { returnId, end: "exited" })).toMatchObject({
      json: { isFirst: true },
    });
  });

  it("has an id that the store knows only hashed, and no log at all (ASVS 5.0 V14.2.4, V16.2.5)", async () => {
    await comeBack(victim, { returnId, end: "exited" });
    const rows = await target.store.selectFrom("hosted_repairs").selectAll().execute();
    expect(rows).toHaveLength(1);
    const kept = JSON.stringify([rows, target.logged, target.requestLines]);
    expect(kept).not.toContain(returnId);
  });
});

it("a token for Belvo's page is minted for nobody but the link's person (API1:2023, ASVS 5.0 V8.2.2)", async () => {
  const other = await target.signedIn(OTHER);
  const before = target.minted.length;
  const path = `/api/links/${target.victim.link}/repairs`;
  const answer = await other.send("POST", path, { widget: "hosted" });
  expect(answer.status).toBe(404);
  expect((await target.visitor().send("POST", path, { widget: "hosted" })).status).toBe(401);
  expect(target.minted).toHaveLength(before);
});
