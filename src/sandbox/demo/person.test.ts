import { describe, expect, it } from "vitest";
import { openSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";

const sandbox = openSandbox();

async function tally(externalId: string) {
  const counts: Record<string, number> = {};
  for (const { status } of await sandbox.linksOf(externalId)) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

describe("GET /_sandbox/users", () => {
  it("lists the nine demo users with their situations", async () => {
    expect((await sandbox.call("GET", "/_sandbox/users")).body).toEqual([
      { external_id: "demo-ana", name: "Ana Torres", situation: "password" },
      { external_id: "demo-bruno", name: "Bruno Díaz", situation: "code" },
      { external_id: "demo-carla", name: "Carla Ríos", situation: "all_connected" },
      { external_id: "demo-diego", name: "Diego Mora", situation: "unfinished" },
      { external_id: "demo-elena", name: "Elena Vega", situation: "several" },
      { external_id: "demo-fabio", name: "Fábio Souza", situation: "brazil" },
      { external_id: "demo-gabriela", name: "Gabriela Luna", situation: "empty" },
      { external_id: "demo-hugo", name: "Hugo Paz", situation: "many" },
      { external_id: "demo-ines", name: "Inés Robles", situation: "mixed" },
    ]);
  });
});

describe("the demo's links", () => {
  it.each([
    ["demo-ana", { invalid: 1, valid: 2 }],
    ["demo-bruno", { token_required: 1, valid: 1 }],
    ["demo-carla", { valid: 3 }],
    ["demo-diego", { unconfirmed: 1, valid: 1 }],
    ["demo-elena", { invalid: 2, token_required: 2, unconfirmed: 1, valid: 2 }],
    ["demo-fabio", { invalid: 1, valid: 1 }],
    ["demo-gabriela", {}],
    ["demo-ines", { invalid: 2, token_required: 1, unconfirmed: 1, valid: 2 }],
  ])("have the statuses of %s's situation", async (externalId, expected) => {
    expect(await tally(externalId)).toEqual(expected);
  });

  it("are 250 for Hugo, at ten banks or more, with three to eight of each broken status", async () => {
    const links = await sandbox.linksOf("demo-hugo");
    expect(links).toHaveLength(250);
    expect(new Set(links.map(({ institution }) => institution)).size).toBeGreaterThan(9);

    const counts = await tally("demo-hugo");
    for (const status of ["invalid", "token_required", "unconfirmed"]) {
      expect(counts[status]).toBeGreaterThanOrEqual(3);
      expect(counts[status]).toBeLessThanOrEqual(8);
    }
  });

  it("have the same ids at every start", async () => {
    const [first, second] = [
      await openSandbox().linksOf("demo-elena"),
      await openSandbox().linksOf("demo-elena"),
    ];
    expect(first.map(({ id }) => id)).toEqual(second.map(({ id }) => id));
    expect(new Set(first.map(({ id }) => id)).size).toBe(7);
  });

  it("were created after 8 February 2022, and accessed since unless they are unconfirmed", async () => {
    for (const link of await sandbox.linksOf("demo-hugo")) {
      expect(link.created_at > "2022-02-08").toBe(true);
      if (link.last_accessed_at) expect(link.last_accessed_at > link.created_at).toBe(true);
      expect(link.last_accessed_at === null).toBe(link.status === "unconfirmed");
    }
  });
});
