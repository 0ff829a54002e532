import { beforeAll, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { RepairTicket } from "#contract/repair.ts";
import type { Sandbox } from "../sandbox/create-sandbox.ts";
import { createInstantSandbox } from "../testing/server-bench/create-instant-sandbox.ts";
import {
  createBench,
  HOST_API_KEY,
  WEBHOOK_AUTH,
  type Bench,
} from "../testing/server-bench/create-bench.ts";
import { createVirtualClock } from "../testing/server-bench/virtual-clock.ts";
import type { Answer, Visitor } from "../testing/server-bench/visitor.ts";

const WidgetTokens = v.object({ access: v.string(), refresh: v.string() });

const SECRET_ID = "canary-id-5f1d2c";
const SECRET_PASSWORD = "canary-password-9e77ab";
const BELVOS_WORDS = "canary-words-31c0de";

const PERSON = "demo-ana";
const NAME = "canary-name-Ana-77c2";
const GUESS = "canary-guess-0f4be1";

let bench: Bench;
const answers: Answer[] = [];
const tokens: string[] = [];
let ticket: RepairTicket;
let linkId = "";
let code = "";

/** One of each: what works, what is refused, and Belvo at its worst. */
beforeAll(async () => {
  const clock = createVirtualClock();
  let answersBadly = false;
  const sandbox: Sandbox = createInstantSandbox({
    now: clock.now,
    secretId: SECRET_ID,
    secretPassword: SECRET_PASSWORD,
  });
  bench = await createBench({
    clock,
    secretId: SECRET_ID,
    secretPassword: SECRET_PASSWORD,
    async belvo(request) {
      if (!answersBadly) {
        const response = await sandbox.fetch(request);
        if (request.url.endsWith("/api/token/")) {
          const body: unknown = await response.clone().json();
          tokens.push(...Object.values(v.parse(WidgetTokens, body)));
        }
        return response;
      }
      const sent = `${await request.text()} ${request.headers.get("Authorization")}`;
      return Response.json([{ code: "x", message: BELVOS_WORDS + sent, request_id: sent }], {
        status: 500,
      });
    },
  });

  const person = await enterByName();
  const keep = (answer: Answer) => {
    answers.push(answer);
    return answer;
  };
  const page = v.parse(LinkPage, keep(await person.get("/api/links")).json);
  linkId = page.links[0]?.id ?? "";
  ticket = v.parse(RepairTicket, (await person.send("POST", `/api/links/${linkId}/repairs`)).json);
  const outcome = `/api/repairs/${ticket.repairId}/outcome`;
  keep(await person.send("POST", outcome, { end: "exited" }));
  keep(await person.get(`/api/links/${linkId}`));
  keep(await person.get("/api/session"));

  answersBadly = true;
  clock.advance(60_000);
  keep(await person.send("POST", `/api/links/${linkId}/repairs`));
  keep(await person.send("POST", outcome, { end: "exited" }));
  keep(await person.get("/api/links"));
  keep(await (await bench.signedIn("demo-bruno")).get("/api/links"));
  await refusals();
});

/** A person who comes in by a login link that has their name. */
async function enterByName(): Promise<Visitor> {
  const headers = { Authorization: `Bearer ${HOST_API_KEY}` };
  const asked = { externalId: PERSON, name: NAME };
  const { text } = await bench.visitor().send("POST", "/host/entries", asked, headers);
  code = /#([\w-]{43})/.exec(text)?.[1] ?? "";
  const visitor = bench.visitor();
  await visitor.send("POST", "/api/session", { code });
  return visitor;
}

/** Each kind of refusal that the log tells of, with something in it that is nobody's business. */
async function refusals(): Promise<void> {
  const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    bench.visitor().send("POST", path, body, headers);
  const host = { Authorization: `Bearer ${HOST_API_KEY}` };
  const belvo = { Authorization: WEBHOOK_AUTH };
  await send("/webhooks/belvo", { link_id: linkId }, { Authorization: `${WEBHOOK_AUTH}${GUESS}` });
  await send("/webhooks/belvo", `"${GUESS}"`, belvo);
  await send("/webhooks/belvo", GUESS, { ...belvo, "Content-Encoding": GUESS });
  await send(`/webhooks/${GUESS}`, {}, belvo);
  await send(`/host/${GUESS}?${GUESS}`, {}, host);
  await send("/host/entries", {}, { Authorization: `Bearer ${HOST_API_KEY}${GUESS}` });
  await send("/host/entries", { externalId: PERSON, name: NAME.repeat(9) }, host);
  await send("/host/entries", { externalId: PERSON, [GUESS]: 1 }, host);
  await send(
    "/host/entries",
    { externalId: PERSON, name: NAME, linkId: crypto.randomUUID() },
    host,
  );
  await send("/api/session", { code });
  await send("/api/session", { code }, { Origin: `https://${GUESS}.example` });
}

/** Requests, refusals and faults. */
const logLines = () => [...bench.requestLines, ...bench.logged];

async function everythingKept(): Promise<string> {
  const tables = [
    "links",
    "listings",
    "institutions",
    "evidence",
    "repairs",
    "entries",
    "sessions",
  ] as const;
  const rows = tables.map((table) => bench.store.selectFrom(table).selectAll().execute());
  return JSON.stringify(await Promise.all(rows));
}

it("the responses that are searched for secrets include successes and failures", () => {
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 503, 503, 200, 503]);
  const refused = bench.logged.filter((line) => JSON.stringify(line).includes("was refused"));
  expect(refused).toHaveLength(10);
  expect(bench.requestLines.length).toBeGreaterThan(answers.length + refused.length);
  expect(tokens).toHaveLength(2);
});

it.each([
  [
    "our keys for Belvo",
    [SECRET_ID, SECRET_PASSWORD, Buffer.from(`${SECRET_ID}:${SECRET_PASSWORD}`).toString("base64")],
  ],
  ["the host's API key", [HOST_API_KEY]],
  ["Belvo's error messages", [BELVOS_WORDS]],
])("no response, log line or table has %s", async (_, secrets) => {
  const seen = answers.map(({ text, headers }) => text + JSON.stringify([...headers])).join();
  const all = [seen, JSON.stringify(logLines()), await everythingKept()].join();
  for (const secret of secrets) expect(all).not.toContain(secret);
});

it("a widget's access token is in the one response that asked for it, and its refresh token nowhere", async () => {
  expect(tokens).toContain(ticket.accessToken);
  const seen = answers.map(({ text, headers }) => text + JSON.stringify([...headers])).join();
  const all = [seen, JSON.stringify(logLines()), await everythingKept()].join();
  for (const token of tokens) {
    expect(all).not.toContain(token);
    expect(all).not.toContain(token.split(".")[2]);
  }
  expect(JSON.stringify(ticket)).not.toContain(
    tokens.find((token) => token !== ticket.accessToken),
  );
});

it.each([
  ["a webhook's secret", () => WEBHOOK_AUTH.split(" ")[1]],
  ["what a caller guessed or made up", () => GUESS],
  ["a person's name", () => NAME],
  ["a person's id", () => PERSON],
  ["a login link's code", () => code],
])("no log line has %s", (_, secretOf) => {
  const secret = secretOf();
  expect(secret).toMatch(/^.{8,}$/);
  expect(JSON.stringify(logLines())).not.toContain(secret);
});
