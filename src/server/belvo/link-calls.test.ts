import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  aClient,
  failureOf,
  json,
  LINK,
  LINK_ID,
  TURN,
  page,
  refused,
} from "../../testing/server-bench/belvo-answers.ts";

const OTHER_ID = "5010e7da-cd96-47e6-8dff-91bbf2d9b94f";
const OTHER = { ...LINK, id: OTHER_ID, external_id: "user-43" };
const ODD = { ...LINK, id: "7" };

function anId(index: number): string {
  return `30cb4806-6e00-48a4-91c9-${String(index).padStart(12, "0")}`;
}

describe("Belvo client: readLinks", () => {
  it("asks for links by id, at most fifty in a request, each id once, and follows every page", async () => {
    const ids = Array.from({ length: 51 }, (_, index) => anId(index));
    const { client, requests } = aClient(
      page([{ ...LINK, id: ids[0] }], "/api/links/?page=2"),
      page([{ ...LINK, id: ids[1] }]),
      page([{ ...LINK, id: ids[50] }]),
    );

    const links = await client.readLinks([...ids, ...ids], TURN);
    expect(links.map(({ id }) => id)).toEqual([ids[0], ids[1], ids[50]]);
    expect(requests.map(({ url }) => new URL(url).searchParams.toString())).toEqual([
      new URLSearchParams({ id__in: ids.slice(0, 50).join(","), page_size: "1000" }).toString(),
      "page=2",
      new URLSearchParams({ id__in: anId(50), page_size: "1000" }).toString(),
    ]);
  });

  it("asks Belvo nothing when there are no ids", async () => {
    const { client, requests } = aClient(page([]));
    expect(await client.readLinks([], TURN)).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("drops links that were not asked for, and what is no link", async () => {
    const { client } = aClient(page([OTHER, ODD, null, LINK]));
    expect((await client.readLinks([LINK_ID], TURN)).map(({ id }) => id)).toEqual([LINK_ID]);
  });
});

describe("Belvo client: listAllLinks", () => {
  it("reads everybody's links page by page, and takes only the query from the next address", async () => {
    const { client, requests } = aClient(
      page([LINK, ODD], "https://evil.example/steal/?page=2&status__in=invalid"),
      page([OTHER]),
    );

    const first = await client.listAllLinks(
      { statusIn: ["invalid", "token_required"] },
      null,
      TURN,
    );
    expect(first.links.map(({ id }) => id)).toEqual([LINK_ID]);
    expect(first.next).toBe("page=2&status__in=invalid");

    const second = await client.listAllLinks({}, first.next, TURN);
    expect(second.links.map(({ externalId }) => externalId)).toEqual(["user-43"]);
    expect(second.next).toBeNull();
    expect(requests.map(({ url }) => url)).toEqual([
      "https://sandbox.belvo.com/api/links/?status__in=invalid%2Ctoken_required&page_size=1000",
      "https://sandbox.belvo.com/api/links/?page=2&status__in=invalid",
    ]);
  });

  it.each(["", "?page=2", "/api/links/?page=2", "https://evil.example/?page=2", "page=2#x"])(
    "refuses a cursor that is not a query: %j",
    async (after) => {
      const { client, requests } = aClient(page([]));
      expect(await failureOf(client.listAllLinks({}, after, TURN))).toMatchObject({
        kind: "unreadable",
      });
      expect(requests).toEqual([]);
    },
  );

  it.each([
    ["the page that was just read", "/api/links/?page=2"],
    ["an address without a query", "https://sandbox.belvo.com/api/links/"],
    ["no valid address", "https://"],
    ["a query of 9,000 characters", `/api/links/?page=${"2".repeat(9000)}`],
  ])("gives no next page when its address is %s", async (_, next) => {
    const { client } = aClient(page([LINK], next));
    expect(await client.listAllLinks({}, "page=2", TURN)).toMatchObject({
      links: [{ id: LINK_ID }],
      next: null,
    });
  });
});

describe("Belvo client: refreshLink", () => {
  it("posts an empty body with our keys to the link's refresh address", async () => {
    const { client, requests } = aClient(json({ request_id: "abc123" }, 202));
    await client.refreshLink(LINK_ID);
    const [request] = requests;
    expect(request?.method).toBe("POST");
    expect(request?.url).toBe(`https://sandbox.belvo.com/api/links/${LINK_ID}/refresh/`);
    expect(request?.headers.get("Authorization")).toMatch(/^Basic /);
    expect(await request?.json()).toEqual({});
  });

  it.each([
    [400, "login_error"],
    [404, "not_found"],
    [409, "link_refreshed"],
    [500, "unexpected_error"],
  ])(
    "asks once and reports Belvo's refusal by its status and code: %i %s",
    async (status, code) => {
      const { client, requests } = aClient(refused(status, code));
      expect(await failureOf(client.refreshLink(LINK_ID))).toEqual({
        kind: "rejected",
        status,
        code,
        requestId: "abc123",
      });
      expect(requests).toHaveLength(1);
    },
  );

  it("puts nothing into the error of what the bank asks the person for", async () => {
    const asked = {
      code: "token_required",
      message: "canary",
      request_id: "abc123",
      session: "canary",
      link: LINK_ID,
      token_generation_data: { instructions: "canary", type: "numeric", value: "canary" },
    };
    const { client } = aClient(json([asked], 428));
    const error: unknown = await client.refreshLink(LINK_ID).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      failure: { kind: "rejected", status: 428, code: "token_required", requestId: "abc123" },
    });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("canary");
  });
});
