import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import * as v from "valibot";
import { createBench } from "../../testing/server-bench/create-bench.ts";
import { quiet } from "../../testing/server-bench/instances.ts";

const WEBHOOKS = 700;
const NEWCOMERS = 40;
const HALF_A_MINUTE = 30_000;
/**
 * Twenty lists in half a minute, and two calls for each fourth one's press: beside these there is
 * room for all calls that webhooks may cost, in however many batches they come.
 */
const NEWCOMER_EVERY = (2 * HALF_A_MINUTE) / NEWCOMERS;
/** Belvo's own limit, and what its pages have at most in this test. */
const BELVO_TAKES = 80;
const A_PAGE = 1_000;

interface FloodLink {
  id: string;
  external_id: string | null;
  status: string;
}

/** Belvo with many people's links, which turns away whoever asks too often. */
function aBelvo(links: readonly FloodLink[], now: () => number) {
  const asked: number[] = [];
  const turnedAway: number[] = [];
  const bodyOf = (link: FloodLink) => ({ institution: "erebor_mx_retail", ...link });

  function listed(query: URLSearchParams): Response {
    const [ids, user, statuses] = ["id__in", "external_id", "status__in"].map((name) =>
      query.get(name)?.split(","),
    );
    const results = links
      .filter(({ id }) => ids?.includes(id) ?? true)
      .filter(({ external_id }) => user?.includes(external_id ?? "") ?? true)
      .filter(({ status }) => statuses?.includes(status) ?? true);
    return Response.json({ next: null, results: results.slice(0, A_PAGE).map(bodyOf) });
  }

  return {
    turnedAway,
    count: () => asked.length,
    answer(request: Request): Promise<Response> {
      const { pathname, searchParams } = new URL(request.url);
      asked.push(now());
      if (asked.filter((at) => at > now() - HALF_A_MINUTE).length > BELVO_TAKES) {
        turnedAway.push(now());
        return Promise.resolve(new Response("<html>Forbidden</html>", { status: 403 }));
      }
      if (pathname === "/api/token/") {
        return Promise.resolve(Response.json({ access: "a.b.c", refresh: "r" }));
      }
      if (pathname === "/api/institutions/") {
        return Promise.resolve(Response.json({ next: null, results: [] }));
      }
      if (pathname === "/api/links/") return Promise.resolve(listed(searchParams));
      const link = links.find(({ id }) => pathname.includes(id));
      const missing = [{ code: "not_found", message: "Not found.", request_id: "0" }];
      return Promise.resolve(
        link ? Response.json(bodyOf(link)) : Response.json(missing, { status: 404 }),
      );
    },
  };
}

it("a flood of webhooks of unknown links keeps no newcomer from their list, and nobody from a repair", async () => {
  const links: FloodLink[] = Array.from({ length: WEBHOOKS }, (_, place) => ({
    id: randomUUID(),
    // Every third is nobody's.
    external_id: place % 3 === 0 ? null : `person-${place % NEWCOMERS}`,
    status: place % 5 === 0 ? "invalid" : "valid",
  }));
  let now = () => 0;
  const belvo = aBelvo(links, () => now());
  const bench = await createBench({ belvo: (request) => belvo.answer(request) });
  now = bench.clock.now;
  await bench.app.start();
  const flood = links.map(({ id }) =>
    bench.webhook({ webhook_type: "LINK", webhook_code: "invalid_credentials", link_id: id }),
  );
  const answers: number[] = [];
  const Listed = v.object({ links: v.array(v.object({ id: v.string(), state: v.string() })) });
  for (let place = 0; place < NEWCOMERS; place += 1) {
    const person = await bench.signedIn(`person-${place}`);
    const list = await person.get("/api/links");
    expect(list).toMatchObject({ status: 200, json: { stale: false } });
    // Each fourth presses Update.
    const { links } = v.parse(Listed, list.json);
    const broken = links.find(({ state }) => state === "password_needed");
    if (place % 4 === 0 && broken) {
      answers.push((await person.send("POST", `/api/links/${broken.id}/repairs`)).status);
    }
    bench.clock.advance(NEWCOMER_EVERY);
    await quiet([bench]);
  }
  expect((await Promise.all(flood)).every(({ status }) => status === 204)).toBe(true);
  expect(answers.length).toBeGreaterThan(0);
  expect(new Set(answers)).toEqual(new Set([201]));

  const unsettled = async () => {
    const rows = await bench.store
      .selectFrom("inbox")
      .select("id")
      .where("applied_at", "is", null)
      .execute();
    const stale = await bench.store
      .selectFrom("links")
      .select("id")
      .where("doubted_at", "is not", null)
      .execute();
    return rows.length + stale.length;
  };
  const floodedAt = bench.clock.now();
  while ((await unsettled()) > 0 && bench.clock.now() < floodedAt + 10 * HALF_A_MINUTE) {
    bench.clock.advance(1_000);
    await quiet([bench]);
  }
  expect(await unsettled()).toBe(0);
  // Some fourteen questions about whose they are, and as many about how they are.
  expect(belvo.count() - NEWCOMERS).toBeLessThanOrEqual(BELVO_TAKES);
  expect(belvo.turnedAway).toEqual([]);
}, 180_000);
