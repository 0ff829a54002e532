import { describe, expect, it } from "vitest";
import {
  aClient,
  broken,
  failureOf,
  html,
  json,
  LINK,
  LINK_ID,
  TURN,
  page,
  refused,
} from "../../testing/server-bench/belvo-answers.ts";

describe("Belvo client: createUpdateToken", () => {
  it("posts exactly the documented body for update mode, without an Authorization header", async () => {
    const { client, requests } = aClient(json({ access: "the.access.token", refresh: "other" }));

    expect(await client.createUpdateToken(LINK_ID)).toBe("the.access.token");
    const [request] = requests;
    expect(request?.method).toBe("POST");
    expect(request?.url).toBe("https://sandbox.belvo.com/api/token/");
    expect(request?.headers.get("Authorization")).toBeNull();
    expect(await request?.json()).toEqual({
      id: "the-id",
      password: "the-password",
      link_id: LINK_ID,
      scopes: "read_institutions,write_links,read_links",
    });
  });

  it("asks for a token once and never retries, whatever the failure", async () => {
    for (const answer of [broken, html(500), refused(500, "unexpected_error"), refused(429, "x")]) {
      const { client, requests } = aClient(answer);
      await failureOf(client.createUpdateToken(LINK_ID));
      expect(requests).toHaveLength(1);
    }
  });

  it("fails as unreadable when the answer has no access token", async () => {
    const { client } = aClient(json({ refresh: "other" }));
    expect(await failureOf(client.createUpdateToken(LINK_ID))).toEqual({
      kind: "unreadable",
      status: 200,
    });
  });
});

describe("Belvo client: readLink", () => {
  it("reads a link with our keys as Basic auth and a User-Agent of name and version", async () => {
    const { client, requests } = aClient(json(LINK));

    expect(await client.readLink(LINK_ID, TURN)).toEqual({
      id: LINK_ID,
      institution: "heimdall_mx_retail",
      status: "token_required",
      externalId: "user-42",
      accessMode: "recurrent",
      lastAccessedAt: "2026-01-09T10:28:40.000Z",
      createdAt: "2026-01-02T08:45:50.406Z",
    });
    expect(requests[0]?.url).toBe(`https://sandbox.belvo.com/api/links/${LINK_ID}/`);
    expect(requests[0]?.headers.get("User-Agent")).toBe("relink/0.1.0");
    expect(requests[0]?.headers.get("Authorization")).toBe(
      `Basic ${Buffer.from("the-id:the-password").toString("base64")}`,
    );
  });

  it("accepts a link status that it does not know", async () => {
    const { client } = aClient(json({ ...LINK, status: "resting" }));
    expect(await client.readLink(LINK_ID, TURN)).toMatchObject({ status: "resting" });
  });

  it("returns null for a link that Belvo does not have", async () => {
    const { client } = aClient(refused(404, "not_found"));
    expect(await client.readLink(LINK_ID, TURN)).toBeNull();
  });

  it("fails as unreadable when the answer is about another link", async () => {
    const { client } = aClient(json({ ...LINK, id: "5010e7da-cd96-47e6-8dff-91bbf2d9b94f" }));
    expect(await failureOf(client.readLink(LINK_ID, TURN))).toMatchObject({ kind: "unreadable" });
  });
});

describe("Belvo client: listLinks", () => {
  it("follows every page, but only ever on Belvo's own host", async () => {
    const other = { ...LINK, id: "5010e7da-cd96-47e6-8dff-91bbf2d9b94f" };
    const { client, requests } = aClient(
      page([LINK], "https://evil.example/steal/?page=2&external_id=user-42"),
      page([other]),
    );

    const links = await client.listLinks({ externalId: "user-42" }, TURN);
    expect(links.map(({ id }) => id)).toEqual([LINK_ID, other.id]);
    expect(requests.map(({ url }) => url)).toEqual([
      "https://sandbox.belvo.com/api/links/?external_id=user-42&page_size=1000",
      "https://sandbox.belvo.com/api/links/?page=2&external_id=user-42",
    ]);
  });

  it("drops a link of another user from the list", async () => {
    const { client } = aClient(page([{ ...LINK, external_id: "user-43" }, LINK]));
    const links = await client.listLinks({ externalId: "user-42" }, TURN);
    expect(links.map(({ id }) => id)).toEqual([LINK_ID]);
  });

  it("fails as unreadable when the pages go in a circle", async () => {
    const { client, requests } = aClient(page([LINK], "/api/links/?page=2"));
    expect(await failureOf(client.listLinks({ externalId: "user-42" }, TURN))).toMatchObject({
      kind: "unreadable",
    });
    expect(requests).toHaveLength(2);
  });

  it("fails as unreadable as a whole when one link in the list cannot be read", async () => {
    const { client } = aClient(page([LINK, { ...LINK, id: "7" }]));
    expect(await failureOf(client.listLinks({ externalId: "user-42" }, TURN))).toMatchObject({
      kind: "unreadable",
    });
  });
});

describe("Belvo client: listInstitutions", () => {
  it("asks for institutions by name, at most fifty in a request", async () => {
    const { client, requests } = aClient(page([]));
    const names = Array.from({ length: 51 }, (_, index) => `bank_${index}`);
    await client.listInstitutions(names, TURN);
    expect(requests.map(({ url }) => new URL(url).searchParams.get("name__in"))).toEqual([
      Array.from({ length: 50 }, (_, index) => `bank_${index}`).join(","),
      "bank_50",
    ]);
  });

  it("reads an institution that has nothing but a name", async () => {
    const { client } = aClient(page([{ name: "erebor_mx_retail", primary_color: 7 }]));
    expect(await client.listInstitutions(["erebor_mx_retail"], TURN)).toEqual([
      {
        name: "erebor_mx_retail",
        displayName: null,
        logo: null,
        primaryColor: null,
        countryCodes: [],
        status: null,
      },
    ]);
  });

  it.each([
    ["down", "down"],
    ["healthy", "healthy"],
    ["resting", null],
    [7, null],
  ])("reads an institution's status %j as %j", async (status, expected) => {
    const { client } = aClient(page([{ name: "erebor_mx_retail", status }]));
    expect(await client.listInstitutions(["erebor_mx_retail"], TURN)).toMatchObject([
      { status: expected },
    ]);
  });
});
