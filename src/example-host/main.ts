import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import * as v from "valibot";

/**
 * `npm run example:host`: what a fintech's backend does with Relink, on one page. When Belvo says that a
 * link is broken, the person is sent an address that leads to its repair; who is signed in already is
 * let in without one.
 *
 * In a real backend: send mail or push messages instead of keeping an outbox, take the person from your
 * own session instead of the address, check the webhook's `Authorization`, and keep what was sent in
 * your database.
 */
const {
  RELINK_URL = "http://127.0.0.1:3000",
  RELINK_HOST_KEY = "",
  BELVO_API_URL = "http://127.0.0.1:4010",
  BELVO_SECRET_ID = "sandbox-id",
  BELVO_SECRET_PASSWORD = "sandbox-password",
  PORT = "3002",
  /** Where people come back to. Relink's `RETURN_ORIGINS` has to name its origin. */
  RETURN_URL,
} = process.env;

if (RELINK_HOST_KEY === "") throw new Error("set RELINK_HOST_KEY to Relink's HOST_API_KEY");

const BrokenLinks = v.object({
  results: v.array(
    v.object({ id: v.string(), institution: v.string(), external_id: v.nullable(v.string()) }),
  ),
});
const Entry = v.object({ url: v.pipe(v.string(), v.url()) });

interface Message {
  to: string;
  text: string;
  url: string;
}
/** By link: one message for as long as it stays broken. */
const outbox = new Map<string, Message>();

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : "failed"}\n`);
    response.writeHead(502).end();
  });
}).listen(Number(PORT), "127.0.0.1", () => {
  process.stdout.write(`The example host is ready at http://127.0.0.1:${PORT}\n`);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  switch (`${request.method} ${pathname}`) {
    // Belvo's webhook is a hint, as it is to Relink: what is broken, Belvo's list says.
    case "POST /webhooks/belvo":
    case "POST /check":
      await writeToThoseInTrouble();
      response.writeHead(200, { "Content-Type": "text/plain" });
      response.end(`${outbox.size} messages in the outbox\n`);
      return;
    case "GET /open-relink": {
      const url = await entryUrl({ externalId: searchParams.get("user") ?? "" });
      response.writeHead(url === null ? 404 : 303, url === null ? {} : { Location: url }).end();
      return;
    }
    case "GET /outbox":
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
      response.end(
        `<!doctype html><title>Outbox</title>${[...outbox.values()].map(html).join("")}`,
      );
      return;
    case "GET /outbox.json":
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end(JSON.stringify([...outbox.values()]));
      return;
    default:
      response.writeHead(404).end();
  }
}

async function writeToThoseInTrouble(): Promise<void> {
  const keys = Buffer.from(`${BELVO_SECRET_ID}:${BELVO_SECRET_PASSWORD}`).toString("base64");
  const query = "status__in=invalid,token_required&page_size=100";
  const listed = await call(BrokenLinks, `${BELVO_API_URL}/api/links/?${query}`, {
    headers: { Authorization: `Basic ${keys}` },
  });
  const results = listed?.results ?? [];
  for (const linkId of outbox.keys()) {
    if (!results.some(({ id }) => id === linkId)) outbox.delete(linkId);
  }
  for (const { id: linkId, external_id: externalId } of results) {
    if (externalId === null || outbox.has(linkId)) continue;
    const url = await entryUrl({ externalId, linkId });
    if (url === null) continue;
    const text = "Tu banco dejó de enviarnos tus datos. Toca aquí para volver a conectarlo.";
    outbox.set(linkId, { to: externalId, text, url });
  }
}

/** @returns `null` for a link that Relink does not repair: it works again, or its bank is in Brazil. */
async function entryUrl(entry: { externalId: string; linkId?: string }): Promise<string | null> {
  const answered = await call(Entry, `${RELINK_URL}/host/entries`, {
    method: "POST",
    headers: { Authorization: `Bearer ${RELINK_HOST_KEY}`, "Content-Type": "application/json" },
    body: JSON.stringify({ ...entry, returnUrl: RETURN_URL }),
  });
  return answered?.url ?? null;
}

/** @returns `null` when there is no such thing, or nothing to be done about it. */
async function call<T>(
  schema: v.GenericSchema<unknown, T>,
  url: string,
  init: RequestInit,
): Promise<T | null> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  if (response.status === 404 || response.status === 409) return null;
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return v.parse(schema, await response.json());
}

function html({ to, text, url }: Message): string {
  const [who, where] = [to, url].map((part) =>
    part.replaceAll(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`),
  );
  return `<p>${who}: <a href="${where}">${text}</a></p>`;
}
