import { describe, expect, it } from "vitest";
import * as v from "valibot";
import {
  codesOf,
  openSandbox,
  type OpenSandbox,
} from "../../testing/sandbox-bench/open-sandbox.ts";
import {
  PublishedAccount,
  PublishedBalance,
  PublishedOwner,
  publishedPage,
  PublishedTransaction,
} from "../../testing/sandbox-bench/published-shapes.ts";

const DATA: readonly [
  kind: string,
  shape: v.GenericSchema<unknown, { id: string }>,
  count: number,
][] = [
  ["accounts", PublishedAccount, 2],
  ["owners", PublishedOwner, 1],
  ["balances", PublishedBalance, 2],
  ["transactions", PublishedTransaction, 42],
];

async function carlas(sandbox: OpenSandbox): Promise<string> {
  return (await sandbox.linkWith("demo-carla", "valid")).id;
}

describe.each(DATA)("GET /api/%s/", (kind, shape, count) => {
  it("lists what a link has, in the published form, and each by itself", async () => {
    const sandbox = openSandbox();
    const link = await carlas(sandbox);
    const answer = await sandbox.call("GET", `/api/${kind}/?link=${link}&page_size=100`);
    const page = v.parse(publishedPage(shape), answer.body);
    expect(page.count).toBe(count);
    expect(new Set(page.results.map(({ id }) => id)).size).toBe(count);

    for (const item of page.results.slice(0, 3)) {
      expect((await sandbox.call("GET", `/api/${kind}/${item.id}/`)).body).toEqual(item);
    }
  });

  it("gives the same at every start with the same seed, in pages of ten", async () => {
    const [one, two] = [openSandbox(), openSandbox()];
    const first = await one.call("GET", `/api/${kind}/`);
    expect((await two.call("GET", `/api/${kind}/`)).body).toEqual(first.body);
    const { results, next } = v.parse(publishedPage(shape), first.body);
    expect(results).toHaveLength(10);
    expect(next).toBe(`https://belvo.test/api/${kind}/?page=2`);
  });

  it("filters by links and ids, and leaves out the fields that are not asked for", async () => {
    const sandbox = openSandbox();
    const [one, two] = await sandbox.linksOf("demo-carla");
    const list = async (query: string) =>
      v.parse(publishedPage(shape), (await sandbox.call("GET", `/api/${kind}/?${query}`)).body);
    expect((await list(`link__in=${one?.id},${two?.id}`)).count).toBe(2 * count);
    const [item] = (await list(`link=${one?.id}`)).results;
    expect((await list(`id=${item?.id}`)).results).toEqual([item]);
    const short = await sandbox.call("GET", `/api/${kind}/${item?.id}/?fields=id`);
    expect(short.body).toEqual({ id: item?.id });
  });

  it("has nothing of a link that was never accessed, nor of one that is no bank's", async () => {
    const sandbox = openSandbox();
    const elenas = await sandbox.linksOf("demo-elena");
    const without = elenas.filter(
      (link) => link.status === "unconfirmed" || link.institution.endsWith("_fiscal"),
    );
    expect(without).toHaveLength(2);
    for (const { id } of without) {
      const answer = await sandbox.call("GET", `/api/${kind}/?link=${id}`);
      expect(answer.body).toMatchObject({ count: 0, results: [] });
    }
  });

  it("refuses a widget, a filter without sense and an id that there is not", async () => {
    const sandbox = openSandbox();
    const authorization = await sandbox.widget(await carlas(sandbox));
    expect((await sandbox.call("GET", `/api/${kind}/`, { authorization })).status).toBe(403);
    expect(codesOf(await sandbox.call("GET", `/api/${kind}/?link=mine`))).toEqual(["invalid"]);
    expect((await sandbox.call("GET", `/api/${kind}/mine/`)).status).toBe(404);
  });
});

describe("GET /api/transactions/", () => {
  it("lists the newest first, and filters by account and day", async () => {
    const sandbox = openSandbox();
    const link = await carlas(sandbox);
    const list = async (query = "") => {
      const answer = await sandbox.call(
        "GET",
        `/api/transactions/?page_size=100&link=${link}&${query}`,
      );
      return v.parse(publishedPage(PublishedTransaction), answer.body).results;
    };
    const all = await list();
    const days = all.map(({ value_date: day }) => day);
    expect(days).toEqual(days.toSorted().reverse());

    const account = all[0]?.account.id;
    const ofOne = await list(`account=${account}`);
    expect(ofOne).toHaveLength(21);
    const since = days[20] ?? "";
    const lately = await list(`value_date__gte=${since}`);
    expect(lately).toEqual(all.filter(({ value_date: day }) => day >= since));
  });

  it("keeps what was there when the link is accessed again, and adds what is new", async () => {
    const sandbox = openSandbox();
    const id = await carlas(sandbox);
    const ids = async () => {
      const answer = await sandbox.call("GET", `/api/transactions/?page_size=100&link=${id}`);
      const { results } = v.parse(publishedPage(PublishedTransaction), answer.body);
      return results.map((each) => each.id);
    };
    const before = await ids();
    await sandbox.advance(9 * 24 * 60 * 60 * 1000);
    await sandbox.call("POST", `/_sandbox/links/${id}/fetched`);
    const after = await ids();
    const kept = after.filter((each) => before.includes(each));
    expect(kept.length).toBeGreaterThan(30);
    expect(kept.length).toBeLessThan(after.length);
  });
});

describe("POST /api/transactions/", () => {
  it("fetches those of a period, logging in at the bank", async () => {
    const sandbox = openSandbox();
    const link = (await sandbox.linkWith("demo-ana", "invalid")).id;
    const body = { link, date_from: "2026-02-01", date_to: "2026-02-28" };
    const refused = await sandbox.call("POST", "/api/transactions/", { body });
    expect(codesOf(refused)).toEqual(["invalid_link"]);

    await sandbox.call("PUT", `/api/links/${link}/`, { body: { password: "new" } });
    const fetched = await sandbox.call("POST", "/api/transactions/", { body });
    expect(fetched.status).toBe(201);
    const made = v.parse(v.array(PublishedTransaction), fetched.body);
    const days = made.map(({ value_date: day }) => day);
    expect(days.length).toBeGreaterThan(4);
    expect(days.filter((day) => !day.startsWith("2026-02"))).toEqual([]);
  });

  it("wants to know from which day on", async () => {
    const sandbox = openSandbox();
    const body = { link: await carlas(sandbox) };
    const answer = await sandbox.call("POST", "/api/transactions/", { body });
    expect(answer.body).toMatchObject([{ code: "required", field: "date_from" }]);
  });
});
