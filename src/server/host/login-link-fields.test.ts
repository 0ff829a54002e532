import { beforeEach, describe, expect, it } from "vitest";
import { createBench, HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const KEY = { Authorization: `Bearer ${HOST_API_KEY}` };

let bench: Bench;
beforeEach(async () => {
  bench = await createBench({ belvo: createFakeBelvo("user-42").answer });
});

const ask = (asked: unknown) => bench.visitor().send("POST", "/host/entries", asked, KEY);

/** The name that the page gets of somebody whose login link was asked for with this one. */
async function nameOf(name: unknown): Promise<unknown> {
  const { text } = await ask({ externalId: "user-42", name });
  const [, code] = /#([\w-]{43})/.exec(text) ?? [];
  const { json } = await bench.visitor().send("POST", "/api/session", { code });
  return json;
}

describe("a login link's name", () => {
  it.each([undefined, null, "", "   ", "\u00a0\t", "\u200b\u200e"])(
    "is none when the host sends %o, and the person gets in",
    async (name) => {
      expect(await nameOf(name)).toMatchObject({ user: { id: "user-42", name: null } });
    },
  );

  it.each(["Ana", "😀".repeat(50), "محمد", "X".repeat(100)])(
    "is kept when it is %s",
    async (name) => {
      expect(await nameOf(name)).toMatchObject({ user: { name } });
    },
  );

  it("has no blanks around it", async () => {
    expect(await nameOf("  Ana María ")).toMatchObject({ user: { name: "Ana María" } });
  });
});

describe("a login link that is refused", () => {
  it.each([
    ["name", { externalId: "user-42", name: "x".repeat(101) }],
    ["name", { externalId: "user-42", name: 7 }],
    ["externalId", { name: "Ana" }],
    ["externalId", { externalId: "a b" }],
    ["linkId", { externalId: "user-42", linkId: "7" }],
    // Without the link the login link would open more than was asked for.
    ["linkId", { externalId: "user-42", linkId: null }],
    ["nmae", { externalId: "user-42", nmae: "Ana" }],
  ])("names the field: %s", async (field, asked) => {
    expect(await ask(asked)).toMatchObject({
      status: 400,
      json: { code: "invalid_request", field },
    });
  });

  it("names no field where there is none to name", async () => {
    for (const body of ["{", "[]", "null", '{"externalId":"user-42","x y":1}']) {
      const { status, json } = await ask(body);
      expect(status).toBe(400);
      expect(json).not.toHaveProperty("field");
    }
  });
});
