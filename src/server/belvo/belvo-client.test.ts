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

  it("adds for Belvo's own page where it leads back to, and what of the host's brand there is", async () => {
    const { client, requests } = aClient(json({ access: "the.access.token" }));
    const callbackUrls = {
      success: "https://app.example/return/id/success",
      exit: "https://app.example/return/id/exit",
      event: "https://app.example/return/id/event",
    };
    await client.createUpdateToken(LINK_ID, { hosted: { callbackUrls, branding: null } });
    const branding = { name: "Banca Sol", logoUrl: "https://app.example/brand/logo.svg" };
    await client.createUpdateToken(LINK_ID, { hosted: { callbackUrls, branding } });

    const short = {
      id: "the-id",
      password: "the-password",
      link_id: LINK_ID,
      scopes: "read_institutions,write_links,read_links",
    };
    expect(await requests[0]?.json()).toEqual({
      ...short,
      widget: { callback_urls: callbackUrls },
    });
    expect(await requests[1]?.json()).toEqual({
      ...short,
      widget: {
        callback_urls: callbackUrls,
        branding: {
          company_name: "Banca Sol",
          company_logo: "https://app.example/brand/logo.svg",
          company_icon: "https://app.example/brand/logo.svg",
        },
      },
    });
  });

  it("fails with the names of the fields that Belvo does not take, and with nothing else of them", async () => {
    const complaint = { code: "required", message: "words of Belvo's", request_id: "abc123" };
    const { client } = aClient(
      json(
        [
          { ...complaint, field: "stale_in" },
          { ...complaint, field: "widget.branding" },
          { ...complaint, field: "<b>0</b>" },
          complaint,
        ],
        400,
      ),
    );
    expect(await failureOf(client.createUpdateToken(LINK_ID))).toEqual({
      kind: "rejected",
      status: 400,
      code: "required",
      requestId: "abc123",
      fields: ["stale_in", "widget.branding"],
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

  it("ends the list where the pages go in a circle", async () => {
    const { client, requests } = aClient(page([LINK], "/api/links/?page=2"));
    const links = await client.listLinks({ externalId: "user-42" }, TURN);
    expect(new Set(links.map(({ id }) => id))).toEqual(new Set([LINK_ID]));
    expect(requests).toHaveLength(2);
  });

  it.each([
    ["is gone", refused(404, "not_found")],
    ["is no list", json({ results: null })],
  ])("ends the list where the second page %s", async (_what, second) => {
    const { client } = aClient(page([LINK], "/api/links/?page=2"), second);
    const links = await client.listLinks({ externalId: "user-42" }, TURN);
    expect(links.map(({ id }) => id)).toEqual([LINK_ID]);
  });

  it("fails when the second page cannot be had just now", async () => {
    const { client } = aClient(
      page([LINK], "/api/links/?page=2"),
      refused(500, "unexpected_error"),
    );
    expect(await failureOf(client.listLinks({ externalId: "user-42" }, TURN))).toMatchObject({
      status: 500,
    });
  });

  it.each([
    ["half of one", "https://"],
    ["none", "no address"],
    ["one of 9,000 characters", `/api/links/?page=${"2".repeat(9000)}`],
  ])("ends the list where the next address is %s", async (_what, next) => {
    const { client } = aClient(page([LINK], next));
    expect(await client.listLinks({ externalId: "user-42" }, TURN)).toHaveLength(1);
  });

  it("keeps a link that names nobody, and drops what is no link", async () => {
    const { client } = aClient(page([{ ...LINK, external_id: null }, { ...LINK, id: "7" }, null]));
    const links = await client.listLinks({ externalId: "user-42" }, TURN);
    expect(links).toMatchObject([{ id: LINK_ID, externalId: null }]);
  });
});

describe("Belvo client: a link with an odd field", () => {
  const readOdd = async (odd: object) => {
    const { client } = aClient(page([{ ...LINK, ...odd }]));
    return (await client.listLinks({ externalId: "user-42" }, TURN))[0];
  };

  it.each([
    [{ institution: null }, "odd institution"],
    [{ institution: "x".repeat(201) }, "odd institution"],
    [{ status: null }, "odd status"],
    [{ status: "" }, "odd status"],
    [{ status: 7 }, "odd status"],
    [{ status: undefined }, "odd status"],
  ])("cannot be read, and says why: %j", async (odd, fault) => {
    expect(await readOdd(odd)).toMatchObject({ id: LINK_ID, status: "unreadable", fault });
  });

  it.each([
    [{ last_accessed_at: 1_700_000_000 }, { lastAccessedAt: null }],
    [{ last_accessed_at: "yesterday" }, { lastAccessedAt: null }],
    [{ last_accessed_at: "+275760-09-13T00:00:00.000Z" }, { lastAccessedAt: null }],
    [{ created_at: {} }, { createdAt: null }],
    [{ access_mode: "y".repeat(65) }, { accessMode: null }],
    [{ external_id: 42 }, { externalId: null }],
  ])("is read without it where it decides nothing: %j", async (odd, expected) => {
    const link = await readOdd(odd);
    expect(link).toMatchObject({ status: "token_required", ...expected });
    expect(link).not.toHaveProperty("fault");
  });

  it.each([
    ["2026-01-09T10:28:40", "2026-01-09T10:28:40.000Z"],
    ["2026-01-09 10:28:40.406032", "2026-01-09T10:28:40.406Z"],
    ["2026-01-09T10:28:40-06:00", "2026-01-09T16:28:40.000Z"],
    ["2026-01-09", "2026-01-09T00:00:00.000Z"],
  ])("has times in UTC, unless they name a zone: %s", async (said, expected) => {
    expect(await readOdd({ last_accessed_at: said })).toMatchObject({ lastAccessedAt: expected });
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
        type: null,
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
