import { beforeEach, describe, expect, it } from "vitest";
import { createBench, WEBHOOK_AUTH, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { Secret } from "../settings/secret.ts";

const SECRET = "Yi2bmV3OnNlY3JldA==";
const LINK_ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
/** Source: Belvo, "Webhooks: Links". */
const WEBHOOK = {
  webhook_id: "aadf41a1fc8e4f79a49f7f04027ac999",
  webhook_type: "LINK",
  process_type: "recurrent_update",
  webhook_code: "invalid_credentials",
  link_id: LINK_ID,
  request_id: "4363b08b-51eb-4350-9c74-5df5ac92a7f6",
  external_id: "user-42",
  data: { error_code: "login_error", error_message: "words of Belvo's", status: 400 },
};

let belvo: FakeBelvo;
let bench: Bench;

beforeEach(async () => {
  belvo = createFakeBelvo("user-42");
  belvo.statuses.set(LINK_ID, "valid");
  bench = await createBench({ belvo: belvo.answer });
});

const kept = () => bench.store.selectFrom("inbox").selectAll().execute();

describe("POST /webhooks/belvo", () => {
  it("has stored a webhook when it answers, without what we do not need of it", async () => {
    expect((await bench.webhook(WEBHOOK)).status).toBe(204);
    const [row] = await kept();
    expect(JSON.parse(row?.body ?? "")).toEqual({
      type: "LINK",
      code: "invalid_credentials",
      linkId: LINK_ID,
      errorCode: "login_error",
    });
  });

  it.each([
    ["missing", null],
    ["another secret", "Bearer guess"],
    ["a scheme alone", "Bearer "],
    ["a part of the secret", WEBHOOK_AUTH.slice(0, -1)],
    ["the secret and one character more", `${WEBHOOK_AUTH}x`],
    ["the secret in another case", WEBHOOK_AUTH.toUpperCase()],
    ["the secret under a scheme that is none of Belvo's", WEBHOOK_AUTH.replace("Bearer", "Digest")],
    ["the secret under two schemes", `Basic ${WEBHOOK_AUTH}`],
  ])("answers 401 and stores nothing when Authorization is %s", async (_whose, authorization) => {
    const answer = await bench.webhook(WEBHOOK, authorization);
    expect(answer).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
    expect(await kept()).toEqual([]);
  });

  it.each([
    ["alone", SECRET],
    ["as a bearer token", `Bearer ${SECRET}`],
    ["as a user and password", `basic ${SECRET}`],
    ["as a token", `TOKEN  ${SECRET}`],
  ])("accepts a secret that is set %s, whatever the scheme that Belvo sends", async (_how, set) => {
    const webhookAuth = [new Secret(set)];
    bench = await createBench({ belvo: belvo.answer, settings: { webhookAuth } });
    for (const scheme of ["", "Bearer ", "bEARER ", "Basic ", "BASIC ", "Token ", "token  "]) {
      expect((await bench.webhook(WEBHOOK, `${scheme}${SECRET}`)).status).toBe(204);
    }
    expect((await bench.webhook(WEBHOOK, `Bearer ${SECRET.slice(1)}`)).status).toBe(401);
  });

  it("accepts the old and the new secret while one is being replaced by the other", async () => {
    const webhookAuth = [new Secret("Bearer the-old-one"), new Secret("Basic bmV3OnNlY3JldA==")];
    bench = await createBench({ belvo: belvo.answer, settings: { webhookAuth } });
    expect((await bench.webhook(WEBHOOK, "Bearer the-old-one")).status).toBe(204);
    expect((await bench.webhook(WEBHOOK, "Basic bmV3OnNlY3JldA==")).status).toBe(204);
    expect((await bench.webhook(WEBHOOK, WEBHOOK_AUTH)).status).toBe(401);
  });

  it("answers 401 where no secret is set", async () => {
    bench = await createBench({ belvo: belvo.answer, settings: { webhookAuth: [] } });
    expect((await bench.webhook(WEBHOOK, "")).status).toBe(401);
  });

  it.each([
    ["of an unknown type", { ...WEBHOOK, webhook_type: "MOON", webhook_code: "is_full" }],
    ["without its optional members", { webhook_type: "LINK", link_id: LINK_ID }],
    [
      "with members of the wrong type",
      { ...WEBHOOK, data: "gone", webhook_code: 7, ["__proto__"]: { admin: true } },
    ],
    ["about no link", { webhook_type: "CONSENT", webhook_code: "x", data: { consent_id: "1" } }],
    ["whose link_id is no id", { ...WEBHOOK, link_id: "../../etc" }],
    ["that is empty", {}],
  ])("accepts a webhook %s, and finishes it", async (_what, body) => {
    expect((await bench.webhook(body)).status).toBe(204);
    await bench.app.settled();
    const rows = await kept();
    expect(rows.map(({ parked_at }) => parked_at)).toEqual([null]);
    expect(rows[0]?.applied_at).not.toBeNull();
  });

  it.each([
    ["that is not JSON", "not json", 400],
    ["that is a list", "[]", 400],
    ["that is a text", '"hello"', 400],
    ["that is nested too deep", `${'{"a":'.repeat(40)}1${"}".repeat(40)}`, 400],
    ["that is too long", JSON.stringify({ ...WEBHOOK, data: "x".repeat(70_000) }), 413],
  ])("refuses a body %s", async (_what, body, status) => {
    expect((await bench.webhook(body)).status).toBe(status);
    expect(await kept()).toEqual([]);
  });

  it("stores a repeated webhook once, whatever the order of its members, and reads the link again", async () => {
    await bench.webhook(WEBHOOK);
    await bench.app.settled();
    const before = belvo.asked.length;
    const turned = Object.fromEntries(Object.entries(WEBHOOK).reverse());
    expect((await bench.webhook(turned)).status).toBe(204);
    await bench.app.settled();

    expect((await kept()).map(({ repeats }) => repeats)).toEqual([1]);
    expect(await hints()).toHaveLength(1);
    expect(belvo.asked.length).toBeGreaterThan(before);
  });

  it("stores a webhook as another one when only its webhook_id is the same", async () => {
    await bench.webhook(WEBHOOK);
    await bench.webhook({ ...WEBHOOK, webhook_code: "token_required" });
    await bench.app.settled();
    expect(await hints()).toHaveLength(2);
  });

  it("changes no link by itself: the link shows what Belvo says when it is asked", async () => {
    const person = await bench.signedIn("user-42");
    await person.get("/api/links");
    await bench.webhook(WEBHOOK);
    await bench.app.settled();
    expect((await person.get(`/api/links/${LINK_ID}`)).json).toMatchObject({
      link: { state: "connected", because: { kind: "reading" } },
    });

    belvo.statuses.set(LINK_ID, "invalid");
    await bench.webhook({ ...WEBHOOK, request_id: "another" });
    await bench.app.settled();
    expect((await person.get(`/api/links/${LINK_ID}`)).json).toMatchObject({
      link: { state: "password_needed", actor: "you" },
    });
  });

  it("makes a connected link checking, then unsure, while Belvo cannot be asked", async () => {
    const person = await bench.signedIn("user-42");
    await person.get("/api/links");
    bench.clock.advance(1);
    belvo.isAway = true;
    await bench.webhook(WEBHOOK);
    await untilApplied();

    const shown = async () => (await person.get(`/api/links/${LINK_ID}`)).json;
    expect(await shown()).toMatchObject({
      link: { state: "checking", actor: "us", because: { kind: "hint" } },
    });
    bench.clock.advance(61_000);
    expect(await shown()).toMatchObject({ link: { state: "unsure" } });
  });
});

const hints = () =>
  bench.store.selectFrom("evidence").select("seq").where("kind", "=", "webhook").execute();

async function untilApplied(): Promise<void> {
  while ((await kept()).some(({ applied_at }) => applied_at === null)) {
    await new Promise(setImmediate);
  }
}
