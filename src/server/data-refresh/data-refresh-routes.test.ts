import { beforeEach, describe, expect, it } from "vitest";
import { HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import type { FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { openPersonBench } from "../../testing/server-bench/open-person-bench.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

const LINK_ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;

beforeEach(async () => {
  ({ belvo, bench, person } = await openPersonBench(LINK_ID, "valid"));
  await person.get("/api/links");
  bench.clock.advance(1_000);
});

const refresh = (who = person) => who.send("POST", `/api/links/${LINK_ID}/refresh`);
const history = async () => {
  const { json } = await person.get(`/api/links/${LINK_ID}`);
  return json;
};

describe("asking for fresh data", () => {
  it("starts it at Belvo, and has the link read", async () => {
    expect(await refresh()).toMatchObject({
      status: 200,
      json: { result: "started", link: { state: "connected" } },
    });
    await bench.app.settled();
    expect(belvo.asked).toContain(`POST /api/links/${LINK_ID}/refresh/`);
    expect(await history()).toMatchObject({ history: [{ kind: "data_asked" }, {}] });
  });

  it.each([
    [400, "invalid_link", "invalid", "password_needed"],
    [400, "login_error", "invalid", "password_needed"],
    [428, "token_required", "token_required", "code_needed"],
    [400, "unconfirmed_link", "unconfirmed", "unfinished"],
  ])(
    "%i %s means that the person is needed, as Belvo then says",
    async (status, code, as, state) => {
      belvo.refreshRefusal = { status, code };
      belvo.statuses.set(LINK_ID, as);
      expect(await refresh()).toMatchObject({
        status: 200,
        json: { result: "needs_you", link: { state, actor: "you" } },
      });
    },
  );

  it.each([
    [400, "login_error"],
    [428, "token_required"],
  ])("%i %s breaks nothing while Belvo calls the link valid", async (status, code) => {
    belvo.refreshRefusal = { status, code };
    expect(await refresh()).toMatchObject({
      json: { result: "login_refused", link: { state: "connected" } },
    });
  });

  it.each(["institution_down", "institution_unavailable", "institution_inactive"])(
    "400 %s is the bank's trouble, until it is seen to work or a quarter of an hour has passed",
    async (code) => {
      belvo.refreshRefusal = { status: 400, code };
      expect(await refresh()).toMatchObject({
        json: {
          result: "bank_trouble",
          link: { state: "bank_trouble", actor: "bank", because: { kind: "refusal" } },
        },
      });
      expect(await history()).toMatchObject({ history: [{ kind: "bank_trouble_met" }, {}] });
      bench.clock.advance(15 * 60_000 + 1);
      expect(await history()).toMatchObject({ link: { state: "connected" } });
    },
  );

  it("holds the next try back for two minutes when the bank has a session open", async () => {
    belvo.refreshRefusal = { status: 400, code: "too_many_sessions" };
    const busyUntil = new Date(bench.clock.now() + 120_000).toISOString();
    expect(await refresh()).toMatchObject({ json: { result: "busy", link: { busyUntil } } });

    const { length } = belvo.asked;
    belvo.refreshRefusal = null;
    expect(await refresh()).toMatchObject({ json: { result: "busy" } });
    expect(belvo.asked).toHaveLength(length);

    bench.clock.advance(120_001);
    expect(await refresh()).toMatchObject({ json: { result: "started" } });
  });

  it("says when it was done minutes ago", async () => {
    belvo.refreshRefusal = { status: 409, code: "link_refreshed" };
    expect(await refresh()).toMatchObject({ status: 200, json: { result: "fresh_already" } });
  });

  it.each([
    [429, "throttled", 429, "rate_limited"],
    [408, "request_timeout", 503, "belvo_unreachable"],
    [500, "unexpected_error", 503, "belvo_unreachable"],
    [503, "service_unavailable", 503, "belvo_unreachable"],
    [401, "authentication_failed", 502, "belvo_refused"],
    [403, "access_to_resource_denied", 502, "belvo_refused"],
    [400, "unsupported_operation", 502, "belvo_refused"],
  ])("%i %s says nothing about the link", async (status, code, answered, problem) => {
    belvo.refreshRefusal = { status, code };
    expect(await refresh()).toMatchObject({ status: answered, json: { code: problem } });
    expect(await history()).toMatchObject({ link: { state: "connected" } });
  });

  it("doubts the link while Belvo cannot say more than that it refused", async () => {
    belvo.refreshRefusal = { status: 400, code: "invalid_link" };
    const release = belvo.hold();
    const answer = refresh();
    await untilAsked("refresh/");
    release();
    await untilAsked("GET /api/links/", 2);
    expect((await answer).status).toBe(200);
  });

  it("lets nothing of a login that was interrupted go anywhere", async () => {
    const more = {
      session: "2675b703b9d4451f8d4861a3eee54449",
      token_generation_data: { instructions: "use the canary", type: "numeric", value: "12345" },
    };
    belvo.refreshRefusal = { status: 428, code: "token_required", more };
    belvo.statuses.set(LINK_ID, "token_required");
    const { text } = await refresh();
    const kept = await bench.store.selectFrom("evidence").selectAll().execute();
    for (const secret of [more.session, "canary", "12345", "words of Belvo"]) {
      expect(text + JSON.stringify([kept, bench.logged, await history()])).not.toContain(secret);
    }
  });

  it("takes a link that Belvo has no more from the list", async () => {
    belvo.refreshRefusal = { status: 404, code: "not_found" };
    belvo.statuses.delete(LINK_ID);
    await refresh();
    expect((await person.get(`/api/links/${LINK_ID}`)).status).toBe(404);
  });

  it("is for one's own links", async () => {
    const other = await bench.signedIn("user-43");
    expect(await refresh(other)).toMatchObject({ status: 404, json: { code: "not_found" } });
    expect((await refresh(bench.visitor())).status).toBe(401);
  });

  it("is limited for each person", async () => {
    const answers = [];
    for (let tries = 0; tries < 7; tries += 1) answers.push((await refresh()).status);
    expect(answers).toEqual([200, 200, 200, 200, 200, 200, 429]);
  });
});

async function untilAsked(what: string, times = 1): Promise<void> {
  while (belvo.asked.filter((each) => each.includes(what)).length < times) {
    await new Promise(setImmediate);
  }
}

describe("the host's backend", () => {
  const ask = (key: string | null, linkId = LINK_ID) =>
    bench
      .visitor()
      .send(
        "POST",
        `/host/links/${linkId}/refresh`,
        undefined,
        key === null ? {} : { Authorization: `Bearer ${key}` },
      );

  it("asks for fresh data by the same code, and its refusals show on the page", async () => {
    belvo.refreshRefusal = { status: 428, code: "token_required" };
    belvo.statuses.set(LINK_ID, "token_required");
    expect(await ask(HOST_API_KEY)).toMatchObject({
      status: 200,
      json: { result: "needs_you", link: { state: "code_needed" } },
    });
    expect(await history()).toMatchObject({ link: { state: "code_needed" } });
  });

  it("need not know whether we have the link already", async () => {
    const next = "40cb4806-6e00-48a4-91c9-ca55968576c8";
    belvo.statuses.set(next, "valid");
    expect(await ask(HOST_API_KEY, next)).toMatchObject({ json: { result: "started" } });
    expect((await ask(HOST_API_KEY, "nonsense")).status).toBe(404);
    expect((await ask(HOST_API_KEY, next.replace("4", "5"))).status).toBe(404);
  });

  it("needs its key", async () => {
    expect((await ask(null)).status).toBe(401);
    expect((await ask("guess")).status).toBe(401);
  });
});
