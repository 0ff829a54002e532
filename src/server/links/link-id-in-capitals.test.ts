import { beforeEach, expect, it } from "vitest";
import { createBench, HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

/** Some databases give a UUID back in capitals. It is the same link. */
const LINK_ID = "abcdef01-abcd-4abc-8abc-abcdefabcdef";
const CAPITALS = LINK_ID.toUpperCase();
const KEY = { Authorization: `Bearer ${HOST_API_KEY}` };

let bench: Bench;
let person: Visitor;

beforeEach(async () => {
  const belvo = createFakeBelvo("user-42");
  belvo.statuses.set(LINK_ID, "invalid");
  bench = await createBench({ belvo: belvo.answer });
  person = await bench.signedIn("user-42");
  await person.get("/api/links");
});

it("a link whose id is in capitals is shown, with its history", async () => {
  expect(await person.get(`/api/links/${CAPITALS}`)).toMatchObject({
    status: 200,
    json: { link: { id: LINK_ID }, history: [{}] },
  });
});

it("a link whose id is in capitals is repaired, and so is a repair's own id", async () => {
  const opened = await person.send("POST", `/api/links/${CAPITALS}/repairs`);
  expect(opened.status).toBe(201);
  const [, repairId = ""] = /"repairId":"([^"]+)"/.exec(opened.text) ?? [];
  const repair = `/api/repairs/${repairId.toUpperCase()}`;
  const told = await person.send("POST", `${repair}/events`, { events: [{ name: "PAGE_LOAD" }] });
  expect(told.status).toBe(204);
  expect((await person.send("POST", `${repair}/outcome`, { end: "exited" })).status).toBe(200);
});

it("fresh data is fetched for a link whose id is in capitals, for the person and for the host", async () => {
  expect((await person.send("POST", `/api/links/${CAPITALS}/refresh`)).status).toBe(200);
  const asked = await bench.visitor().send("POST", `/host/links/${CAPITALS}/refresh`, {}, KEY);
  expect(asked.status).toBe(200);
});

it("a bank alert of a link whose id is in capitals is found", async () => {
  expect((await person.send("DELETE", `/api/links/${CAPITALS}/watch`)).status).toBe(200);
  expect((await person.send("PUT", `/api/links/${CAPITALS}/watch`)).status).toBe(409);
});

it("repair-all skips a link whose id is in capitals, and takes it back", async () => {
  await person.send("POST", "/api/repair-all");
  const skipped = await person.send("POST", "/api/repair-all/skips", { linkId: CAPITALS });
  expect(skipped.status).toBe(200);
  expect((await person.send("DELETE", `/api/repair-all/skips/${CAPITALS}`)).status).toBe(200);
});

it("a host gets a login link for a link whose id is in capitals, and the session is for that link", async () => {
  const asked = { externalId: "user-42", linkId: CAPITALS };
  const made = await bench.visitor().send("POST", "/host/entries", asked, KEY);
  expect(made.status).toBe(201);
  const [, code] = /#([\w-]{43})/.exec(made.text) ?? [];
  const visitor = bench.visitor();
  expect(await visitor.send("POST", "/api/session", { code })).toMatchObject({
    json: { linkId: LINK_ID, user: { onlyLinkId: LINK_ID } },
  });
  expect((await visitor.get(`/api/links/${CAPITALS}`)).status).toBe(200);
});
