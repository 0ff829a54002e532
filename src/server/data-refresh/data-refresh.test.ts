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

describe("POST /api/links/:linkId/refresh", () => {
  it("asks Belvo for fresh data, and adds that to the link's history", async () => {
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
    "answers needs_you to %i %s from Belvo when the link then reads as %s",
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
  ])(
    "leaves the link connected after %i %s from Belvo while Belvo calls it valid",
    async (status, code) => {
      belvo.refreshRefusal = { status, code };
      expect(await refresh()).toMatchObject({
        json: { result: "login_refused", link: { state: "connected" } },
      });
    },
  );

  it.each(["institution_down", "institution_unavailable", "institution_inactive"])(
    "shows bank trouble for a quarter of an hour after 400 %s from Belvo",
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

  it("makes no further try for two minutes when the bank has a session open (too_many_sessions)", async () => {
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

  it("answers fresh_already when Belvo refreshed the data minutes ago (link_refreshed)", async () => {
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
  ])(
    "leaves the link as it is after %i %s from Belvo, and answers %i %s",
    async (status, code, answered, problem) => {
      belvo.refreshRefusal = { status, code };
      expect(await refresh()).toMatchObject({ status: answered, json: { code: problem } });
      expect(await history()).toMatchObject({ link: { state: "connected" } });
    },
  );

  it("reads the link at Belvo before it answers when Belvo refuses with invalid_link", async () => {
    belvo.refreshRefusal = { status: 400, code: "invalid_link" };
    const release = belvo.hold();
    const answer = refresh();
    await untilAsked("refresh/");
    release();
    await untilAsked("GET /api/links/", 2);
    expect((await answer).status).toBe(200);
  });

  it("puts nothing of an interrupted login into an answer, a table or the log", async () => {
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

  it("removes a link that Belvo no longer has", async () => {
    belvo.refreshRefusal = { status: 404, code: "not_found" };
    belvo.statuses.delete(LINK_ID);
    await refresh();
    expect((await person.get(`/api/links/${LINK_ID}`)).status).toBe(404);
  });

  it("refreshes the person's own links only", async () => {
    const other = await bench.signedIn("user-43");
    expect(await refresh(other)).toMatchObject({ status: 404, json: { code: "not_found" } });
    expect((await refresh(bench.visitor())).status).toBe(401);
  });

  it("allows a person six refreshes, and answers 429 to the seventh", async () => {
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

describe("POST /host/links/:linkId/refresh", () => {
  const ask = (key: string | null, linkId = LINK_ID) =>
    bench
      .visitor()
      .send(
        "POST",
        `/host/links/${linkId}/refresh`,
        undefined,
        key === null ? {} : { Authorization: `Bearer ${key}` },
      );

  it("refreshes as the person's own route does, and the page shows Belvo's refusal", async () => {
    belvo.refreshRefusal = { status: 428, code: "token_required" };
    belvo.statuses.set(LINK_ID, "token_required");
    expect(await ask(HOST_API_KEY)).toMatchObject({
      status: 200,
      json: { result: "needs_you", link: { state: "code_needed" } },
    });
    expect(await history()).toMatchObject({ link: { state: "code_needed" } });
  });

  it("refreshes a link that only Belvo has yet, and answers 404 for one that Belvo does not have", async () => {
    const next = "40cb4806-6e00-48a4-91c9-ca55968576c8";
    belvo.statuses.set(next, "valid");
    expect(await ask(HOST_API_KEY, next)).toMatchObject({ json: { result: "started" } });
    expect((await ask(HOST_API_KEY, "nonsense")).status).toBe(404);
    expect((await ask(HOST_API_KEY, next.replace("4", "5"))).status).toBe(404);
  });

  it("needs the host's API key", async () => {
    expect((await ask(null)).status).toBe(401);
    expect((await ask("guess")).status).toBe(401);
  });
});
