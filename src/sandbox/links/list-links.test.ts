import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { codesOf, errorOf, openSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";
import { PublishedLink, publishedPage } from "../../testing/sandbox-bench/published-shapes.ts";

const LinkPage = publishedPage(PublishedLink);
const sandbox = openSandbox();

async function list(query: string) {
  const answer = await sandbox.call("GET", `/api/links/${query}`);
  expect(answer.status).toBe(200);
  return v.parse(LinkPage, answer.body);
}

describe("GET /api/links/", () => {
  it("answers ten links a page in the published form, newest first", async () => {
    const page = await list("");

    expect(page.results).toHaveLength(10);
    expect(page.count).toBeGreaterThan(250);
    expect(page.next).toBe("https://belvo.test/api/links/?page=2");
    const created = page.results.map((link) => link.created_at);
    expect(created).toEqual(created.toSorted().reverse());
  });

  it("gives every link exactly once to a client that follows `next`", async () => {
    const ids: string[] = [];
    let query: string | null = "?external_id=demo-hugo&page_size=37";
    while (query !== null) {
      const page: v.InferOutput<typeof LinkPage> = await list(query);
      ids.push(...page.results.map(({ id }) => id));
      query = page.next && new URL(page.next).search;
    }
    expect(new Set(ids).size).toBe(250);
    expect(ids).toHaveLength(250);
  });

  it("answers 404 for a page past the last", async () => {
    const answer = await sandbox.call("GET", "/api/links/?external_id=demo-ana&page=2");
    expect([answer.status, ...codesOf(answer)]).toEqual([404, "not_found"]);
  });

  it("filters by status, one or several", async () => {
    const elena = "external_id=demo-elena&page_size=100";
    const invalid = await list(`?${elena}&status=invalid`);
    const broken = await list(`?${elena}&status__in=invalid,token_required`);

    expect(invalid.results.map(({ status }) => status)).toEqual(["invalid", "invalid"]);
    expect(broken.count).toBe(4);
  });

  it.each([
    ["id=:id", 1],
    ["id__in=:id,00000000-0000-4000-8000-000000000000", 1],
    ["external_id=demo-elena&institution=erebor_mx_retail", 1],
    ["external_id=demo-elena&institution__in=erebor_mx_retail,heimdall_co_retail", 2],
    ["external_id=demo-elena&access_mode=single", 1],
    ["external_id=demo-elena&access_mode=recurrent", 6],
    ["external_id__in=demo-ana,demo-bruno", 5],
    ["institution_user_id=:user", 1],
    ["institution_user_id__in=:user,nobody", 1],
    ["external_id=demo-elena&refresh_rate=7d", 6],
    ["external_id=demo-elena&refresh_rate=6h", 0],
    ["external_id=demo-elena&created_by__not_in=:owner", 0],
    ["external_id=demo-elena&unknown=ignored", 7],
  ])("filters by %s, which finds %i", async (query, count) => {
    const link = await sandbox.linkWith("demo-ana", "invalid");
    const filled = query
      .replace(":id", link.id)
      .replace(":user", link.institution_user_id)
      .replace(":owner", link.created_by);
    expect((await list(`?${filled}`)).count).toBe(count);
  });

  it("filters by day of creation: on it, before, after and between", async () => {
    const link = await sandbox.linkWith("demo-ana", "invalid");
    const day = link.created_at.slice(0, 10);
    const countWith = async (filter: string) => (await list(`?id=${link.id}&${filter}`)).count;

    expect(await countWith(`created_at=${day}`)).toBe(1);
    expect(await countWith(`created_at__gte=${day}`)).toBe(1);
    expect(await countWith(`created_at__lte=${day}`)).toBe(1);
    expect(await countWith(`created_at__gt=${day}`)).toBe(0);
    expect(await countWith(`created_at__lt=${day}`)).toBe(0);
    expect(await countWith(`created_at__range=2020-01-01,${day}`)).toBe(1);
    expect(await countWith("created_at__range=2020-01-01,2020-12-31")).toBe(0);
    expect(await countWith("created_at__gt=2020-01-01T00:00:00Z")).toBe(1);
  });

  it.each([
    [
      "status=broken",
      { code: "invalid_choice", message: '"broken" is not a valid choice.', field: "status" },
    ],
    [
      "status__in=valid,broken",
      { code: "invalid_choice", message: '"broken" is not a valid choice.', field: "status__in" },
    ],
    ["id=7", { code: "invalid", message: "Enter a valid value.", field: "id" }],
    [
      "created_at=yesterday",
      { code: "invalid", message: "Enter a valid value.", field: "created_at" },
    ],
    [
      "created_at__range=2020-01-01",
      { code: "validation_error", message: "Bad request", field: "created_at__range" },
    ],
  ])("refuses the filter %s", async (query, error) => {
    const answer = await sandbox.call("GET", `/api/links/?${query}`);
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toEqual(error);
  });

  it("answers only the fields that `fields` names, and none that `omit` names", async () => {
    const picked = await sandbox.call("GET", "/api/links/?fields=id,status&page_size=1");
    const dropped = await sandbox.call("GET", "/api/links/?omit=stale_in&page_size=1");

    const Page = v.object({ results: v.strictTuple([v.looseObject({})]) });
    expect(Object.keys(v.parse(Page, picked.body).results[0])).toEqual(["id", "status"]);
    expect(v.parse(Page, dropped.body).results[0]).not.toHaveProperty("stale_in");
  });
});
