import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { hash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import * as v from "valibot";
import { RepairTicket } from "../../contract/repair.ts";
import { endProcess } from "../processes/end-process.ts";
import { startRelink } from "../processes/start-relink.ts";
import { startSandbox } from "../processes/start-sandbox.ts";
import { card, expect, leaveWidget, sendPassword, test, widget } from "./fixtures.ts";
import { EREBOR, expectWidgetGone } from "./erebor.ts";

const HOST_KEY = "canary-host-key-b2a9-canary-host-key";
const WEBHOOK = "Bearer canary-webhook-secret-5c1e-canary";
const BELVO_KEYS = Buffer.from("sandbox-id:sandbox-password").toString("base64");
/** The sandbox takes 16 characters. */
const PASSWORD = "canary-pass-5g8q";
const PERSON = "demo-ana";

const BelvoLinks = v.object({
  results: v.array(v.object({ id: v.string(), institution: v.string() })),
});

/** What a walk leaves behind, by place. */
type Places = Record<string, string>;

/** The session's token and Belvo's access tokens come up in the walk. */
const secrets = new Map<string, string>([
  ["the host's key", HOST_KEY],
  ["the webhook's secret", WEBHOOK.replace("Bearer ", "")],
  ["Belvo's id", "sandbox-id"],
  ["Belvo's password", "sandbox-password"],
  ["Belvo's keys, encoded", BELVO_KEYS],
  ["the bank's password", PASSWORD],
]);

/** The form in which a secret is looked for: long enough to be of use, short enough for a heap's names. */
const pieceOf = (secret: string) => secret.slice(-Math.min(secret.length, 100));

function found(places: Places): string[] {
  return [...secrets].flatMap(([name, secret]) =>
    Object.entries(places)
      .filter(([, text]) => text.includes(pieceOf(secret)))
      .map(([place]) => `${name} in ${place}`),
  );
}

/** All strings that the page's memory holds, once what is not used has been thrown away. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  return chunks.join("");
}

async function keptBy(page: Page): Promise<Places> {
  return {
    "the page's HTML": await page.content(),
    "the page's storage": await page.evaluate(async () => {
      const databases = await indexedDB.databases();
      const caches = await window.caches.keys();
      const all = [localStorage, sessionStorage].map((each) => Object.entries(each));
      return JSON.stringify([
        all,
        document.cookie,
        databases,
        caches,
        window.name,
        history.state,
        location.href,
      ]);
    }),
    "the page's heap": await heapOf(page),
  };
}

/** What a stream says at first: what was before, after the event that is given. */
async function beginningOf(url: string, headers: Record<string, string>): Promise<string> {
  const over = AbortSignal.timeout(3_000);
  let text = "";
  try {
    const { body } = await fetch(url, { headers, signal: over });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value } = (await reader?.read()) ?? {};
      if (value === undefined) return text;
      text += value;
    }
  } catch {
    return text;
  }
}

test("after repairs, exits, failures and a sign-out no secret stands anywhere it was not meant for (API8:2023, ASVS 5.0 V14.3.3, V14.3.1, V14.2.1, V16.2.5)", async ({
  page,
}, testInfo) => {
  testInfo.setTimeout(240_000);
  const dataDir = await mkdtemp(join(tmpdir(), "relink-canaries-"));
  const logFile = testInfo.outputPath("server.log");
  const sandbox = await startSandbox();
  const settings = { HOST_API_KEY: HOST_KEY, BELVO_WEBHOOK_AUTH: WEBHOOK, LOG_LEVEL: "trace" };
  const server = await startRelink({ dataDir, belvoUrl: sandbox.url, settings, logFile });
  const control = (method: string, path: string, body: object) =>
    fetch(`${sandbox.url}/_sandbox${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  const hook = { url: `${server.url}/webhooks/belvo`, authorization: WEBHOOK };
  await control("POST", "/webhooks", hook);

  const answers: Promise<string>[] = [];
  const tokens: string[] = [];
  const addresses: string[] = [];
  page.context().on("request", (request) => addresses.push(request.url()));
  page.on("response", (response) => {
    if (!response.url().startsWith(server.url) || response.url().includes("/api/live")) return;
    const isTicket = response.status() === 201 && response.url().endsWith("/repairs");
    const text = response.text().catch(() => "");
    answers.push(
      text.then((body) => {
        // The session's token is for the browser, in its cookie.
        const headers = { ...response.headers(), "set-cookie": "" };
        if (!isTicket) return body + JSON.stringify(headers);
        tokens.push(v.parse(RepairTicket, JSON.parse(body)).accessToken);
        return JSON.stringify(headers);
      }),
    );
  });

  // In by a login link.
  const made = await fetch(`${server.url}/host/entries`, {
    method: "POST",
    headers: { Authorization: `Bearer ${HOST_KEY}`, "Content-Type": "application/json" },
    body: JSON.stringify({ externalId: PERSON }),
  });
  const [address = "", code = ""] = /http[^"]+#([\w-]{43})/.exec(await made.text()) ?? [];
  secrets.set("the login code", code);
  await page.goto(address);
  await page.getByRole("button", { name: /^Continuar/ }).click();
  await expect(page.getByRole("article").first()).toBeVisible();
  const [cookie] = await page.context().cookies(server.url);
  secrets.set("the session's token", cookie?.value ?? "");

  // A failure, an exit, a password that repairs.
  const broken = card(page, EREBOR);
  const update = broken.getByRole("button", { name: /^Actualizar/ });
  await control("PUT", "/faults", { errorRate: 1, errorStatuses: [500] });
  await update.click();
  await expect(broken).toContainText("No podemos abrir la pantalla de tu banco");
  await control("PUT", "/faults", { successShownMs: 300 });
  await update.click();
  await widget(page).getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
  await leaveWidget(page);
  await expect(broken).toContainText("Cerraste la pantalla");
  await update.click();
  const id = /[\da-f-]{36}/.exec((await broken.getByRole("link").getAttribute("href")) ?? "")?.[0];
  const ofPhone = await page.request.post(`${server.url}/api/links/${id}/handoff`);
  const [, phoneCode = ""] = /#([\w-]{43})/.exec(await ofPhone.text()) ?? [];
  expect(phoneCode).not.toBe("");
  secrets.set("the phone's code", phoneCode);
  await sendPassword(page, PASSWORD);
  await expect(broken).toContainText("Conectado");
  await expectWidgetGone(page);

  // A code, at a bank that begins to want one.
  const answer = await fetch(`${sandbox.url}/api/links/?external_id=${PERSON}`, {
    headers: { Authorization: `Basic ${BELVO_KEYS}` },
  });
  const { results } = v.parse(BelvoLinks, await answer.json());
  const other = results.find(({ institution }) => institution !== "erebor_mx_retail");
  await control("POST", `/links/${other?.id ?? ""}/break`, { as: "token_required" });
  const asksCode = page.getByRole("article").filter({ hasText: "Código pendiente" });
  await asksCode.getByRole("button", { name: /^Actualizar/ }).click();
  await widget(page).getByLabel("Código de seis dígitos").fill("111111");
  await widget(page).getByRole("button", { name: "Confirmar" }).click();
  await expectWidgetGone(page);
  await expect(page.locator("#widget > iframe[title]")).toHaveCount(0);

  await expect.poll(() => tokens.length).toBeGreaterThanOrEqual(3);
  tokens.forEach((token, n) => secrets.set(`access token ${n + 1}`, token));
  const headers = { Cookie: `${cookie?.name}=${cookie?.value}`, "Last-Event-ID": "0" };
  const streams = {
    "the event stream": await beginningOf(`${server.url}/api/live?lastEventId=0`, headers),
    "the lab's trace": await beginningOf(
      `${server.url}/api/lab/trace?scenario=clock_forward`,
      headers,
    ),
  };
  const kept = await keptBy(page);
  expect(found(kept)).toEqual([]);
  // What is shown, is there: a search that finds nothing has looked at something.
  for (const place of ["the page's HTML", "the page's heap"]) {
    expect(kept[place]).toContain("Erebor Bank Mexico");
  }

  await page.getByRole("button", { name: "Salir" }).click();
  await expect(page.getByRole("article")).toHaveCount(0);
  expect(found(await keptBy(page))).toEqual([]);

  await Promise.all([endProcess(server.child, "SIGTERM"), endProcess(sandbox.child, "SIGKILL")]);
  const files = await Promise.all(
    (await readdir(dataDir)).map((file) => readFile(join(dataDir, file), "latin1")),
  );
  const database = files.join("\n");
  await rm(dataDir, { recursive: true });
  const log = await readFile(logFile, "utf8");
  expect(database).toContain(hash("sha256", code, "hex"));
  expect(log).toContain("POST");
  expect(addresses.length).toBeGreaterThan(10);
  expect(
    found({
      ...streams,
      "an answer, a script, or an error's body": (await Promise.all(answers)).join("\n"),
      // A login link has its code behind the #, which no browser sends.
      "an address": addresses.filter((each) => each !== address).join("\n"),
      "the database": database,
      "the log": log,
    }),
  ).toEqual([]);
});
