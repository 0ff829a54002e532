import { describe, expect, inject, it } from "vitest";
import * as v from "valibot";
import { canRepair, LinkPage } from "#contract/link.ts";
import { createBench, type Bench } from "../server-bench/create-bench.ts";
import { createInstantSandbox } from "../server-bench/create-instant-sandbox.ts";
import { createLocation, openTestStore } from "../server-bench/open-test-store.ts";
import { createVirtualClock } from "../server-bench/virtual-clock.ts";
import type { Visitor } from "../server-bench/visitor.ts";
import { HOST, OTHER, VICTIM } from "./open-target.ts";

/** Two processes of one product: a database between them, and nothing else. */
async function openTwo() {
  const clock = createVirtualClock();
  const sandbox = createInstantSandbox({ now: clock.now });
  const location = await createLocation();
  const open = async () => {
    const store = await openTestStore(location);
    return createBench({ clock, store, belvo: (request) => sandbox.fetch(request) });
  };
  return { clock, instances: [await open(), await open()] as const };
}

async function newCode(bench: Bench, externalId: string): Promise<string> {
  const { text } = await bench.visitor().send("POST", "/host/entries", { externalId }, HOST);
  return /#([\w-]{43})/.exec(text)?.[1] ?? "";
}

async function brokenLinkOf(visitor: Visitor): Promise<string> {
  const { links } = v.parse(LinkPage, (await visitor.get("/api/links")).json);
  return links.find(({ state }) => canRepair(state))?.id ?? "";
}

/** Twenty times each at both, at once. */
function rush<T>(instances: readonly [Bench, Bench], act: (bench: Bench) => Promise<T>) {
  return Promise.all(Array.from({ length: 20 }, () => instances.map(act)).flat());
}

describe("on two instances at once", () => {
  it("a code lets one in of forty who use it (API2:2023, ASVS 5.0 V15.4.2)", async () => {
    const { instances } = await openTwo();
    const code = await newCode(instances[0], VICTIM);
    const answers = await rush(instances, (bench) =>
      bench.visitor().send("POST", "/api/session", { code }),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it("no stranger gets a token, and a person no more than one instance would give (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const { instances, clock } = await openTwo();
    const [first, second] = instances;
    const owner = await first.signedIn(VICTIM);
    const link = await brokenLinkOf(owner);
    const stranger = (await first.signedIn(OTHER)).cookie();
    const path = `/api/links/${link}/repairs`;
    clock.advance(61_000);

    const press = (Cookie: string) => (bench: Bench) =>
      bench.visitor().send("POST", path, undefined, { Cookie });
    const refused = await rush(instances, press(stranger));
    expect(refused.filter(({ status }) => status < 400)).toEqual([]);

    const given = await rush(instances, press(owner.cookie()));
    // SQLite is for one process: its limits are each process's own.
    const most = inject("postgresTemplate") ? 6 : 12;
    expect(given.filter(({ status }) => status === 201)).toHaveLength(most);
    expect(new Set(given.map(({ status }) => status))).toEqual(new Set([201, 429]));
    expect((await second.visitor().get("/api/links")).status).toBe(401);
  });

  it("a session that one of them ended is no session at the other (API2:2023, ASVS 5.0 V7.4.1)", async () => {
    const { instances } = await openTwo();
    const [first, second] = instances;
    const owner = await first.signedIn(VICTIM);
    const headers = { Cookie: owner.cookie() };
    expect((await second.visitor().get("/api/links", headers)).status).toBe(200);
    await first.visitor().send("DELETE", `/host/users/${VICTIM}/sessions`, undefined, HOST);
    expect((await second.visitor().get("/api/links", headers)).status).toBe(401);
  });
});
