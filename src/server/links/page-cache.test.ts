import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { createBench, PUBLIC_URL, type Bench } from "../../testing/server-bench/create-bench.ts";
import type { FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { openPersonBench } from "../../testing/server-bench/open-person-bench.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";
import { unknownHealth } from "./link-health.ts";
import { timestamp } from "../store/timestamp.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;

beforeEach(async () => {
  ({ belvo, bench, person } = await openPersonBench(ID, "valid"));
  await person.get("/api/links");
});

/** Asks as a browser that has an answer does. */
async function again(etag: string, path = "/api/links", visitor = person) {
  return visitor.get(path, { "If-None-Match": etag });
}

async function etagOf(path = "/api/links"): Promise<string> {
  return (await person.get(path)).headers.get("ETag") ?? "";
}

describe("the tag of a list", () => {
  it("is answered with 304 and no body while nothing has changed", async () => {
    const etag = await etagOf();
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    const answer = await again(etag);
    expect(answer).toMatchObject({ status: 304, text: "" });
    expect(answer.headers.get("ETag")).toBe(etag);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  it("is another one as soon as a link is known to have changed", async () => {
    const etag = await etagOf();
    belvo.statuses.set(ID, "invalid");
    await bench.webhook({ webhook_type: "LINK", webhook_code: "invalid_credentials", link_id: ID });
    await bench.app.settled();

    const answer = await again(etag);
    expect(answer.status).toBe(200);
    expect(v.parse(LinkPage, answer.json).links[0]?.state).toBe("password_needed");
    expect((await again(answer.headers.get("ETag") ?? "")).status).toBe(304);
  });

  it("is another one once the list was read at Belvo again", async () => {
    const etag = await etagOf();
    bench.clock.advance(10_001);
    const answer = await again(etag);
    expect(answer.status).toBe(200);
    expect(v.parse(LinkPage, answer.json).asOf).toBe(timestamp(bench.clock.now()));
  });

  it("is another one once a bank alert is set or cancelled", async () => {
    belvo.refreshRefusal = { status: 400, code: "institution_down" };
    await person.send("POST", `/api/links/${ID}/refresh`);
    const etag = await etagOf();
    await person.send("PUT", `/api/links/${ID}/watch`);
    const set = await again(etag);
    expect(v.parse(LinkPage, set.json).links[0]?.watch).toBe("asked");
    await person.send("DELETE", `/api/links/${ID}/watch`);
    expect(v.parse(LinkPage, (await person.get("/api/links")).json).links[0]?.watch).toBe("none");
  });

  it("follows the moment: what is being checked becomes unsure", async () => {
    bench.clock.advance(1_000);
    belvo.isAway = true;
    await bench.webhook({ webhook_type: "LINK", webhook_code: "invalid_credentials", link_id: ID });
    await expect.poll(async () => (await person.get("/api/links")).text).toContain("checking");
    bench.clock.advance(70_000);
    expect((await person.get("/api/links")).text).toContain('"unsure"');
  });

  it("is each page's and each person's own", async () => {
    const etag = await etagOf();
    expect((await again(etag, "/api/links?state=code_needed")).status).toBe(200);
    const other = await bench.signedIn("user-43");
    expect(await again(etag, "/api/links", other)).toMatchObject({
      status: 200,
      json: { links: [] },
    });
    expect((await again(etag, "/api/links", bench.visitor())).status).toBe(401);
  });
});

it("a list is compressed for those who take gzip, and says that it depends on them", async () => {
  const plain = await person.get("/api/links");
  expect(plain.headers.get("Content-Encoding")).toBeNull();
  expect(plain.headers.get("Vary")).toBe("Accept-Encoding");
  const headers = { Cookie: person.cookie(), "Accept-Encoding": "br, gzip" };
  const answer = await bench.app.fetch(new Request(`${PUBLIC_URL}/api/links`, { headers }));
  expect(answer.headers.get("Content-Encoding")).toBe("gzip");
  expect(answer.headers.get("Content-Type")).toBe("application/json");
  expect(gunzipSync(await answer.arrayBuffer()).toString()).toBe(plain.text);
});

it("an operator is told once an hour of a person with more links than a list is made for", async () => {
  const many = await createBench({ belvo: belvo.answer });
  const rows = Array.from({ length: 1_001 }, () => ({
    ...unknownHealth,
    id: randomUUID(),
    external_id: "user-42",
    institution: "erebor_mx_retail",
    status: "valid",
    checked_at: timestamp(many.clock.now()),
    access_mode: null,
    created_at: null,
  }));
  for (let from = 0; from < rows.length; from += 500) {
    await many.store
      .insertInto("links")
      .values(rows.slice(from, from + 500))
      .execute();
  }
  const listed_at = timestamp(many.clock.now());
  await many.store.insertInto("listings").values({ external_id: "user-42", listed_at }).execute();
  const visitor = await many.signedIn("user-42");
  for (const query of ["", "?sort=name"]) {
    const page = v.parse(LinkPage, (await visitor.get(`/api/links${query}`)).json);
    expect(page).toMatchObject({ total: 1_001 });
  }
  const told = JSON.stringify(many.logged).split("more links than a list is made for");
  expect(told).toHaveLength(2);
});
