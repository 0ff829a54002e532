import { describe, expect, it } from "vitest";
import { HOST_API_KEY, PUBLIC_URL, WEBHOOK_AUTH } from "../server-bench/create-bench.ts";
import { openTarget, OTHER, VICTIM } from "./open-target.ts";

const target = await openTarget();
const { victim } = target;

const DOORS = [
  {
    door: "the host's key",
    key: HOST_API_KEY,
    path: "/host/entries",
    body: JSON.stringify({ externalId: OTHER }),
    done: 201,
  },
  {
    door: "the webhook's secret",
    key: WEBHOOK_AUTH.replace("Bearer ", ""),
    path: "/webhooks/belvo",
    body: JSON.stringify({ webhook_type: "LINK", link_id: victim.link }),
    done: 204,
  },
] as const;

type HeaderList = [string, string][];

/** By which headers somebody might try to come in who does not have the key. */
const TRIES: [string, (key: string) => HeaderList][] = [
  ["no header", () => []],
  ["an empty header", () => [["Authorization", ""]]],
  ["a scheme alone", () => [["Authorization", "Bearer "]]],
  ["all but the last character", (key) => [["Authorization", `Bearer ${key.slice(0, -1)}`]]],
  ["the first half", (key) => [["Authorization", `Bearer ${key.slice(0, key.length / 2)}`]]],
  ["a character more", (key) => [["Authorization", `Bearer ${key}0`]]],
  ["the key twice", (key) => [["Authorization", `Bearer ${key}${key}`]]],
  ["the key in capitals", (key) => [["Authorization", `Bearer ${key.toUpperCase()}`]]],
  ["the scheme twice", (key) => [["Authorization", `Bearer Bearer ${key}`]]],
  ["a scheme with a colon", (key) => [["Authorization", `Bearer: ${key}`]]],
  ["a scheme of its own", (key) => [["Authorization", `Digest ${key}`]]],
  ["quotes", (key) => [["Authorization", `Bearer "${key}"`]]],
  ["a parameter", (key) => [["Authorization", `Bearer token=${key}`]]],
  ["a hyphen's look-alike", (key) => [["Authorization", `Bearer ${key.replace("-", "\u00ad")}`]]],
  ["a letter's look-alike", (key) => [["Authorization", `Bearer ${key.replace("o", "\u00f6")}`]]],
  ["percent signs", (key) => [["Authorization", `Bearer ${key.replaceAll("-", "%2D")}`]]],
  ["base64", (key) => [["Authorization", `Basic ${Buffer.from(`${key}:`).toString("base64")}`]]],
  ["a list, the wrong one first", (key) => [["Authorization", `Bearer x, Bearer ${key}`]]],
  ["a list, the right one first", (key) => [["Authorization", `Bearer ${key}, Bearer x`]]],
  [
    "two headers",
    (key) => [
      ["Authorization", `Bearer ${key}`],
      ["Authorization", "Bearer x"],
    ],
  ],
  ["a pattern", () => [["Authorization", "Bearer *"]]],
  ["words for nothing", () => [["Authorization", "Bearer undefined"]]],
  ["a redacted key", () => [["Authorization", "Bearer [redacted]"]]],
  [
    "other headers",
    (key) =>
      ["Proxy-Authorization", "X-Authorization", "X-Api-Key", "X-Original-Authorization"].map(
        (name) => [name, `Bearer ${key}`],
      ),
  ],
  ["a cookie", (key) => [["Cookie", `Authorization=Bearer ${key}; relink=${key}`]]],
  ["10 kB", (key) => [["Authorization", `Bearer ${key.padEnd(10_000, "x")}`]]],
];

async function knock(path: string, body: string, headers: HeaderList): Promise<number> {
  target.clock.advance(61_000);
  const list = new Headers([["Content-Type", "application/json"]]);
  for (const [name, value] of headers) list.append(name, value);
  const request = new Request(`${PUBLIC_URL}${path}`, { method: "POST", headers: list, body });
  return (await target.app.fetch(request)).status;
}

const inboxRows = () => target.store.selectFrom("inbox").selectAll().execute();

describe.each(DOORS)("$door", ({ key, path, body, done }) => {
  it("opens its door (API2:2023, ASVS 5.0 V13.2.1)", async () => {
    expect(await knock(path, body, [["Authorization", `Bearer ${key}`]])).toBe(done);
  });

  it.each(TRIES)("is not replaced by %s (API2:2023, ASVS 5.0 V13.2.1)", async (_what, write) => {
    expect(await knock(path, body, write(key))).toBe(401);
  });

  it("is not taken from the address or the body (API2:2023, ASVS 5.0 V14.2.1)", async () => {
    const inBody = JSON.stringify({ authorization: `Bearer ${key}`, externalId: OTHER });
    const query = `?authorization=Bearer%20${key}&access_token=${key}&api_key=${key}`;
    expect(await knock(`${path}${query}`, inBody, [])).toBe(401);
  });

  it("is not the other door's (API5:2023, ASVS 5.0 V13.3.2)", async () => {
    const other = DOORS.find((each) => each.path !== path);
    expect(await knock(path, body, [["Authorization", `Bearer ${other?.key}`]])).toBe(401);
  });

  it("is asked for also where the address is written in another way (API5:2023, ASVS 5.0 V8.2.1)", async () => {
    const writings = [path.replace("/", "//"), path.toUpperCase(), `${path}/.`, `${path};x=1`];
    const encoded = [
      path.replace("o", "%6F"),
      path.replace("s", "%73"),
      `${path}%2F`,
      `/x/..${path}`,
    ];
    for (const each of [...writings, ...encoded]) {
      expect([401, 404], each).toContain(await knock(each, body, []));
    }
  });
});

describe("a webhook", () => {
  const send = (body: unknown) => target.webhook(body);

  it("that is replayed a hundred times is kept once (API6:2023, ASVS 5.0 V2.3.4)", async () => {
    const body = { webhook_id: "replayed", webhook_type: "LINK", link_id: victim.link };
    const before = (await inboxRows()).length;
    target.clock.advance(61_000);
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    await target.app.settled();
    expect(await inboxRows()).toHaveLength(before + 1);
  });

  it.each(["valid", "invalid", "token_required", "deleted"])(
    "that is forged to say %s changes nothing that Belvo does not say (API10:2023, ASVS 5.0 V2.2.1)",
    async (status) => {
      const owner = await target.entered(await target.newCode({ externalId: VICTIM }));
      const stateOf = async () => {
        const { text } = await owner.get(`/api/links/${victim.otherLink}`);
        return /"state":"(\w+)"/.exec(text)?.[1];
      };
      const before = await stateOf();
      expect(before).toMatch(/_needed$|unfinished/);
      const data = { status, link_status: status, external_id: OTHER };
      const code = status === "deleted" ? "link_deleted" : "status_update";
      await send({ webhook_type: "LINK", webhook_code: code, link_id: victim.otherLink, data });
      await target.app.settled();
      target.clock.advance(61_000);
      expect(await stateOf()).toBe(before);
    },
  );

  it("gives nobody another's link, whoever it names (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const ids = { external_id: OTHER, externalId: OTHER, user: OTHER };
    await send({ webhook_type: "LINK", link_id: victim.link, ...ids, data: ids });
    await target.app.settled();
    const other = await target.signedIn(OTHER);
    expect((await other.get(`/api/links/${victim.link}`)).status).toBe(404);
  });
});

describe("a host's request", () => {
  const HEADERS: HeaderList = [["Authorization", `Bearer ${HOST_API_KEY}`]];
  const entry = (body: string) => knock("/host/entries", body, HEADERS);

  it.each([
    ["a field that is not there", { externalId: OTHER, onlyLinkId: null }],
    ["a code of its own", { externalId: OTHER, code: "x".repeat(43) }],
    ["a life of its own", { externalId: OTHER, expiresAt: "2099-01-01T00:00:00.000Z" }],
    ["a role", { externalId: OTHER, admin: true }],
    ["a list of people", { externalId: [OTHER, VICTIM] }],
    ["a line's end in the person", { externalId: `${OTHER}\r\nSet-Cookie: a=b` }],
    ["a pattern for the person", { externalId: "demo-%" }],
    ["no link where one was meant", { externalId: OTHER, linkId: null }],
    ["an empty link", { externalId: OTHER, linkId: "" }],
    ["a name without end", { externalId: OTHER, name: "x".repeat(101) }],
  ])("with %s gets no login link (API3:2023, ASVS 5.0 V15.3.3)", async (_what, body) => {
    expect(await entry(JSON.stringify(body))).toBe(400);
  });

  it("that names a person twice is for the one that it is answered for (API3:2023, ASVS 5.0 V15.3.7)", async () => {
    const body = `{"externalId":"${VICTIM}","externalId":"${OTHER}"}`;
    const answer = await target
      .visitor()
      .send("POST", "/host/entries", body, { Authorization: `Bearer ${HOST_API_KEY}` });
    const [, code = ""] = /#([\w-]{43})/.exec(answer.text) ?? [];
    expect(await (await target.entered(code)).get("/api/session")).toMatchObject({
      json: { user: { id: OTHER } },
    });
  });

  it("ends the sessions of exactly whom it names (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const victims = await target.entered(await target.newCode({ externalId: VICTIM }));
    for (const id of [
      "%25",
      "_",
      "*",
      "demo-",
      `${VICTIM}%00`,
      `${VICTIM}%20`,
      "DEMO-ELENA",
      "' or 1=1--",
    ]) {
      const headers = { Authorization: `Bearer ${HOST_API_KEY}` };
      await target.visitor().send("DELETE", `/host/users/${id}/sessions`, undefined, headers);
    }
    expect((await victims.get("/api/links")).status).toBe(200);
  });
});
