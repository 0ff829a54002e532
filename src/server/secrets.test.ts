import { beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { LinkPage } from "#contract/link.ts";
import { RepairTicket } from "#contract/repair.ts";
import { createSandbox, type Sandbox } from "../sandbox/create-sandbox.ts";
import { createBench, HOST_API_KEY, type Bench } from "../testing/server-bench/create-bench.ts";
import { createVirtualClock } from "../testing/server-bench/virtual-clock.ts";
import type { Answer } from "../testing/server-bench/visitor.ts";

const WidgetTokens = z.object({ access: z.string(), refresh: z.string() });

const SECRET_ID = "canary-id-5f1d2c";
const SECRET_PASSWORD = "canary-password-9e77ab";
const BELVOS_WORDS = "canary-words-31c0de";

let bench: Bench;
const answers: Answer[] = [];
const tokens: string[] = [];
let ticket: RepairTicket;

/** One of each: what works, what is refused, and Belvo at its worst. */
beforeAll(async () => {
  const clock = createVirtualClock();
  let answersBadly = false;
  const sandbox: Sandbox = createSandbox({
    secretId: SECRET_ID,
    secretPassword: SECRET_PASSWORD,
    now: clock.now,
    schedule: (run) => {
      queueMicrotask(run);
    },
    fetch,
    widget: { loader: "", main: "" },
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
          tokens.push(...Object.values(WidgetTokens.parse(body)));
        }
        return response;
      }
      const sent = `${await request.text()} ${request.headers.get("Authorization")}`;
      return Response.json([{ code: "x", message: BELVOS_WORDS + sent, request_id: sent }], {
        status: 400,
      });
    },
  });

  const person = await bench.signedIn("demo-ana");
  const keep = (answer: Answer) => {
    answers.push(answer);
    return answer;
  };
  const page = LinkPage.parse(keep(await person.get("/api/links")).json);
  const linkId = page.links[0]?.id ?? "";
  ticket = RepairTicket.parse((await person.send("POST", `/api/links/${linkId}/repairs`)).json);
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
});

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
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 502, 502, 200, 502]);
  expect(bench.logged.length).toBeGreaterThan(0);
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
  const all = [seen, JSON.stringify(bench.logged), await everythingKept()].join();
  for (const secret of secrets) expect(all).not.toContain(secret);
});

it("a widget's access token is in the one response that asked for it, and its refresh token nowhere", async () => {
  expect(tokens).toContain(ticket.accessToken);
  const seen = answers.map(({ text, headers }) => text + JSON.stringify([...headers])).join();
  const all = [seen, JSON.stringify(bench.logged), await everythingKept()].join();
  for (const token of tokens) {
    expect(all).not.toContain(token);
    expect(all).not.toContain(token.split(".")[2]);
  }
  expect(JSON.stringify(ticket)).not.toContain(
    tokens.find((token) => token !== ticket.accessToken),
  );
});
