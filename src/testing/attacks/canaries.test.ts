import { hash } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, expect, it, vi } from "vitest";
import * as v from "valibot";
import { LinkPage, canRepair } from "#contract/link.ts";
import { RepairTicket } from "#contract/repair.ts";
import { aSite, firstDataOf } from "../server-bench/a-site.ts";
import { createInstantSandbox } from "../server-bench/create-instant-sandbox.ts";
import { Secret } from "../../server/settings/secret.ts";
import { createBench, type Bench } from "../server-bench/create-bench.ts";
import { createVirtualClock } from "../server-bench/virtual-clock.ts";
import type { Answer, LiveReader } from "../server-bench/visitor.ts";

const Tokens = v.object({ access: v.string(), refresh: v.string() });

const PERSON = "demo-ana";
const BELVO_ID = "canary-belvo-id-3f0c";
const BELVO_PASSWORD = "canary-belvo-password-77d1";
const BASIC = Buffer.from(`${BELVO_ID}:${BELVO_PASSWORD}`).toString("base64");
const HOST_KEY = "canary-host-key-b2a9-canary-host-key";
const WEBHOOK = "canary-webhook-secret-5c1e-canary";
const BANK_PASSWORD = "canary-bank-90ab";

/** By what each is; those that are made in the run are put in there. */
const secrets = new Map<string, string>([
  ["Belvo's key", BELVO_ID],
  ["Belvo's password", BELVO_PASSWORD],
  ["Belvo's key and password, encoded", BASIC],
  ["the host's key", HOST_KEY],
  ["the webhook's secret", WEBHOOK],
  ["a bank's password", BANK_PASSWORD],
]);
const MADE = [
  ...["a login code", "a session's token", "a phone's code"],
  ...["an access token", "a refresh token"],
];
const HASHED = MADE.slice(0, 3);

let bench: Bench;
let stream = "";
let database = "";
let isRepaired = false;
let reported = 0;
/** All answers but the three that hand a secret to whom it is for. */
const answers: Answer[] = [];

/** A person comes in, repairs a link and leaves; and things go wrong on the way. */
beforeAll(async () => {
  const clock = createVirtualClock();
  let isBroken = false;
  const sandbox = createInstantSandbox({
    now: clock.now,
    secretId: BELVO_ID,
    secretPassword: BELVO_PASSWORD,
  });
  bench = await createBench({
    clock,
    site: aSite,
    secretId: BELVO_ID,
    secretPassword: BELVO_PASSWORD,
    settings: { hostApiKeys: [new Secret(HOST_KEY)], webhookAuth: [new Secret(WEBHOOK)] },
    async belvo(request) {
      if (isBroken) {
        // As a proxy does that shows who asked it what.
        const sent = `${request.headers.get("Authorization")} ${await request.text()}`;
        const said = [{ code: sent, message: sent, request_id: sent }];
        return Response.json(said, { status: 500, headers: { "X-Debug": BASIC } });
      }
      const response = await sandbox.fetch(request);
      if (request.url.endsWith("/api/token/")) {
        const { access, refresh } = v.parse(Tokens, await response.clone().json());
        secrets.set("an access token", access).set("a refresh token", refresh);
      }
      return response;
    },
  });

  const host = { Authorization: `Bearer ${HOST_KEY}` };
  const belvo = { Authorization: WEBHOOK };
  const keep = (answer: Answer) => {
    answers.push(answer);
    return answer;
  };
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    keep(await bench.visitor().send("POST", path, body, headers));

  const made = await bench.visitor().send("POST", "/host/entries", { externalId: PERSON }, host);
  const code = /#([\w-]{43})/.exec(made.text)?.[1] ?? "";
  const person = bench.visitor();
  await person.send("POST", "/api/session", { code });
  secrets.set("a login code", code).set("a session's token", person.cookie().split("=")[1] ?? "");

  const { links } = v.parse(LinkPage, keep(await person.get("/api/links")).json);
  const linkId = links.find(({ state }) => canRepair(state))?.id ?? "";
  const handoff = await person.send("POST", `/api/links/${linkId}/handoff`);
  const phonesCode = /#([\w-]{43})/.exec(handoff.text)?.[1] ?? "";
  secrets.set("a phone's code", phonesCode);
  await send("/api/session/preview", { code: phonesCode });
  await send("/api/session", { code: phonesCode });
  const live = await person.live(0);
  const read = readAll(live);
  const opened = await person.send("POST", `/api/links/${linkId}/repairs`);
  const { repairId, accessToken } = v.parse(RepairTicket, opened.json);
  expect(accessToken).toBe(secrets.get("an access token"));
  await sandbox.fetch(
    new Request(`http://127.0.0.1:4010/api/links/${linkId}/`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({ password: BANK_PASSWORD }),
    }),
  );
  await send("/webhooks/belvo", { link_id: linkId, password: BANK_PASSWORD }, belvo);
  const outcome = `/api/repairs/${repairId}/outcome`;
  isRepaired = keep(await person.send("POST", outcome, { end: "succeeded" })).text.includes(
    '"result":"repaired"',
  );
  keep(await person.get(`/api/links/${linkId}`));
  keep(await person.get("/api/session"));
  for (const path of ["/", `/repair/${linkId}`, `/links/${linkId}`, "/enter", "/lab"]) {
    keep(await person.get(path));
  }

  // What follows up the webhook would wait for a Belvo that is well again.
  await bench.app.settled();
  isBroken = true;
  clock.advance(61_000);
  keep(await person.send("POST", `/api/links/${linkId}/repairs`, { code, accessToken }));
  keep(await person.send("POST", `/api/links/${linkId}/refresh`));
  keep(await person.send("POST", outcome, { end: "failed", lastErrorCode: accessToken }));
  keep(await person.get("/api/links"));
  await send("/api/session", { code });
  await send("/api/session", { code: `${code}${code}` });
  await send("/host/entries", { externalId: PERSON, linkId, name: code, [code]: 1 }, host);
  await send("/host/entries", { externalId: PERSON }, { Authorization: `Basic ${HOST_KEY}` });
  await send("/webhooks/belvo", "{", belvo);
  await send("/webhooks/belvo", {}, { Authorization: `${WEBHOOK}x` });
  await send(`/host/${HOST_KEY}?key=${HOST_KEY}`, {}, host);
  keep(await person.get(`/api/${accessToken}?token=${accessToken}`));
  await send("/api/page-errors", { kind: "script", name: accessToken, at: [code], page: null });
  const told = {
    "document-uri": `https://relink.example/enter?code=${code}#${code}`,
    "blocked-uri": `https://elsewhere.example/${HOST_KEY}?password=${BANK_PASSWORD}`,
    "effective-directive": `script-src ${WEBHOOK}`,
    "source-file": `https://relink.example/assets/${accessToken}.js`,
    "script-sample": accessToken,
  };
  const type = { "Content-Type": "application/csp-report" };
  reported = (await send("/policy-reports", { "csp-report": told }, type)).status;
  keep(await person.get(`/enter/${code}?token=${accessToken}`));

  await vi.waitFor(() => expect(live.raw()).toContain('"repaired"'));
  database = await everythingKept();
  await person.send("DELETE", "/api/session");
  await read;
  stream = live.raw();
});

async function readAll(live: LiveReader): Promise<void> {
  while (await live.next());
}

async function everythingKept(): Promise<string> {
  const { store } = bench;
  const tables = await store.introspection.getTables();
  const rows = tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(store));
  return JSON.stringify(await Promise.all(rows));
}

const seen = () => ({
  "answers and their headers": answers
    .map(({ text, headers }) => text + JSON.stringify([...headers]))
    .join("\n"),
  "the log": JSON.stringify([bench.requestLines, bench.logged]),
  "the event stream": stream,
  "the database": database,
});

it("the answers that are searched have pages with the person's links in them", () => {
  const pages = answers.flatMap(({ text }) => firstDataOf(text) ?? []);
  expect(pages.some(({ list }) => list !== null && list.links.length > 0)).toBe(true);
  expect(pages.some(({ detail }) => detail !== null)).toBe(true);
});

it("the run that is searched has a repair, refusals and faults (API8:2023, ASVS 5.0 V16.2.5)", () => {
  expect(isRepaired).toBe(true);
  expect(reported).toBe(204);
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 204, 400, 401, 404, 410, 503]));
  expect(secrets.size).toBe(6 + MADE.length);
  for (const secret of secrets.values()) expect(secret.length).toBeGreaterThan(10);
  expect(stream).toContain("event: change");
  expect(bench.logged.length).toBeGreaterThan(5);
});

it.each([
  "Belvo's key",
  "Belvo's password",
  "Belvo's key and password, encoded",
  "the host's key",
  "the webhook's secret",
  "a bank's password",
  ...MADE,
])(
  "%s stands nowhere in answers, log, stream or database (API8:2023, ASVS 5.0 V14.2.4)",
  (name) => {
    const secret = secrets.get(name) ?? "missing";
    const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64url")];
    for (const [place, text] of Object.entries(seen())) {
      for (const form of forms) expect(text.includes(form), `${name} in ${place}`).toBe(false);
      // Half of a token is as good as a beginning.
      const half = secret.slice(0, Math.ceil(secret.length / 2));
      if (HASHED.some((each) => each === name)) expect(text.includes(half)).toBe(false);
    }
  },
);

it.each(HASHED)("%s is kept by its hash alone (API2:2023, ASVS 5.0 V6.5.2)", (name) => {
  expect(database).toContain(hash("sha256", secrets.get(name) ?? "", "hex"));
});
