import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { RepairTicket } from "#contract/repair.ts";
import type { Visitor } from "../server-bench/visitor.ts";
import { openTarget, OTHER, VICTIM } from "./open-target.ts";

let target: Awaited<ReturnType<typeof openTarget>>;
let victim: Visitor;
let ticket: RepairTicket;

beforeEach(async () => {
  target = await openTarget();
  victim = await target.signedIn(VICTIM);
  const path = `/api/links/${target.victim.otherLink}/repairs`;
  ticket = v.parse(RepairTicket, (await victim.send("POST", path, { prepare: true })).json);
});

const asks = {
  opening: (who: Visitor, id: string) => who.send("POST", `/api/repairs/${id}/opening`),
  events: (who: Visitor, id: string) =>
    who.send("POST", `/api/repairs/${id}/events`, { events: [{ name: "PAGE_LOAD" }] }),
  outcome: (who: Visitor, id: string) =>
    who.send("POST", `/api/repairs/${id}/outcome`, { end: "succeeded" }),
};

async function repairIds(): Promise<string[]> {
  const rows = await target.store.selectFrom("repairs").select("id").execute();
  return rows.map(({ id }) => id);
}

describe.each(Object.entries(asks))("a prepared repair, by its %s", (_, ask) => {
  it("is opened by nobody but its person, in a session like the one that asked (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const code = (linkId: string) => target.newCode({ externalId: VICTIM, linkId });
    const strangers = [
      target.visitor(),
      await target.signedIn(OTHER),
      await target.entered(await code(target.victim.link)),
      await target.entered(await code(target.victim.otherLink)),
    ];
    const before = await repairIds();
    for (const stranger of strangers) {
      const { repairId } = ticket;
      for (const form of [
        repairId,
        repairId.toUpperCase(),
        `${repairId}%20`,
        `%7B${repairId}%7D`,
      ]) {
        const { status, text } = await ask(stranger, form);
        expect([401, 404]).toContain(status);
        expect(text).not.toContain(ticket.accessToken);
        expect(text).not.toContain(target.victim.otherLink);
      }
    }
    expect(await repairIds()).toEqual(before);
    expect((await ask(victim, ticket.repairId)).status).toBeLessThan(300);
    expect(await repairIds()).toContain(ticket.repairId);
  });

  it("is opened once, and 20 at a time find that out together (API6:2023, ASVS 5.0 V15.4.2)", async () => {
    await Promise.all(Array.from({ length: 20 }, () => ask(victim, ticket.repairId)));
    const events = await target.store
      .selectFrom("evidence")
      .select("kind")
      .where("link_id", "=", target.victim.otherLink)
      .where("kind", "=", "repair_opened")
      .execute();
    expect(events).toHaveLength(1);
  });
});

describe("preparing", () => {
  const prepare = (who: Visitor, linkId: string) =>
    who.send("POST", `/api/links/${linkId}/repairs`, { prepare: true });

  it("mints nothing for a stranger, and keeps nothing of theirs (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const before = target.minted.length;
    const other = await target.signedIn(OTHER);
    for (const who of [target.visitor(), other]) {
      expect([401, 404]).toContain((await prepare(who, target.victim.link)).status);
    }
    expect(target.minted).toHaveLength(before);
    expect(await target.store.selectFrom("prepared_repairs").select("repair_id").execute()).toEqual(
      [{ repair_id: ticket.repairId }],
    );
  });

  it("by a stranger takes nothing of what the link's person may prepare (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const other = await target.signedIn(OTHER);
    for (let times = 0; times < 10; times += 1) await prepare(other, target.victim.link);
    expect((await prepare(victim, target.victim.link)).status).toBe(201);
  });

  it("is done six times in half a minute, however many devices ask (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const devices = [victim, await target.signedIn(VICTIM)];
    target.clock.advance(61_000);
    const before = target.minted.length;
    const links = target.victim.links;
    const asked = Array.from({ length: 10 }, () =>
      devices.flatMap((who) => links.map((linkId) => prepare(who, linkId))),
    );
    await Promise.all(asked.flat());
    expect(target.minted.length - before).toBeLessThanOrEqual(6);
  });

  it("keeps the token in no table and no log (ASVS 5.0 V14.2.4, V16.2.5)", async () => {
    const rows = await target.store.selectFrom("prepared_repairs").selectAll().execute();
    const kept = JSON.stringify([rows, target.logged, target.requestLines]);
    expect(kept).not.toContain(ticket.accessToken);
  });
});
