import { beforeEach, describe, expect, it } from "vitest";
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  type InputType,
} from "node:zlib";
import {
  createBench,
  PUBLIC_URL,
  WEBHOOK_AUTH,
  type Bench,
} from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const LINK_ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const JSON_BODY = JSON.stringify({
  webhook_type: "LINK",
  webhook_code: "invalid_credentials",
  link_id: LINK_ID,
  data: { error_code: "login_error", error_message: "Contraseña incorrecta" },
});
const KEPT = {
  type: "LINK",
  code: "invalid_credentials",
  linkId: LINK_ID,
  errorCode: "login_error",
};

let bench: Bench;
beforeEach(async () => {
  bench = await createBench({ belvo: createFakeBelvo("user-42").answer });
});

interface Sent {
  body: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  path?: string;
}

async function send({ body, headers = {}, path = "/webhooks/belvo" }: Sent): Promise<number> {
  const { status } = await bench.app.fetch(
    new Request(`${PUBLIC_URL}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: WEBHOOK_AUTH, ...headers },
      body,
    }),
  );
  return status;
}

const kept = async () => {
  const rows = await bench.store.selectFrom("inbox").select("body").execute();
  return rows.map(({ body }): unknown => JSON.parse(body));
};

const bytes = (text: string, encoding: BufferEncoding = "utf8") =>
  new Uint8Array(Buffer.from(text, encoding));
const packed = (pack: (input: InputType) => Buffer, text = JSON_BODY) => new Uint8Array(pack(text));
const coded = (encoding: string) => ({ "Content-Encoding": encoding });
const typed = (type: string) => ({ "Content-Type": type });

describe("a webhook that a gateway has changed", () => {
  it.each<[string, Sent]>([
    ["gzip", { body: packed(gzipSync), headers: coded("gzip") }],
    ["gzip by its old name", { body: packed(gzipSync), headers: coded("X-GZIP") }],
    ["deflate", { body: packed(deflateSync), headers: coded("deflate") }],
    ["deflate without its head", { body: packed(deflateRawSync), headers: coded("deflate") }],
    ["br", { body: packed(brotliCompressSync), headers: coded("br") }],
    [
      "gzip in br",
      { body: new Uint8Array(brotliCompressSync(gzipSync(JSON_BODY))), headers: coded("gzip, br") },
    ],
    ["identity", { body: JSON_BODY, headers: coded("identity") }],
    ["a byte-order mark", { body: `\ufeff${JSON_BODY}` }],
    [
      "a byte-order mark, and a length",
      { body: `\ufeff${JSON_BODY}`, headers: { "Content-Length": String(JSON_BODY.length + 4) } },
    ],
    [
      "latin1",
      { body: bytes(JSON_BODY, "latin1"), headers: typed("application/json; charset=latin1") },
    ],
    [
      "UTF-16",
      { body: bytes(JSON_BODY, "utf16le"), headers: typed('application/json;charset="utf-16"') },
    ],
    ["a charset that nobody knows", { body: JSON_BODY, headers: typed("text/json; charset=x-9") }],
    ["text/plain", { body: JSON_BODY, headers: typed("text/plain") }],
    ["no content type", { body: bytes(JSON_BODY), headers: typed("") }],
    ["a slash after the address", { body: JSON_BODY, path: "/webhooks/belvo/" }],
    ["a query after the address", { body: JSON_BODY, path: "/webhooks/belvo?tenant=1" }],
  ])("is taken like any other: %s", async (_change, sent) => {
    expect(await send(sent)).toBe(204);
    expect(await kept()).toEqual([KEPT]);
    // As Belvo sent it at first, it is the same webhook.
    expect(await send({ body: JSON_BODY })).toBe(204);
    expect(await kept()).toHaveLength(1);
  });

  it.each<[number, string, Sent]>([
    [415, "in an encoding that we do not know", { body: JSON_BODY, headers: coded("zstd") }],
    [
      415,
      "packed again and again",
      { body: JSON_BODY, headers: coded("gzip, gzip, gzip, gzip, gzip") },
    ],
    [400, "that is not in the encoding it names", { body: "{}", headers: coded("gzip") }],
    [400, "that was cut off", { body: packed(gzipSync).slice(0, 40), headers: coded("gzip") }],
    [
      413,
      "that is small, and large when unpacked",
      { body: packed(gzipSync, "x".repeat(20_000_000)), headers: coded("gzip") },
    ],
    [
      413,
      "that is small, and large when unpacked from br",
      { body: packed(brotliCompressSync, "x".repeat(20_000_000)), headers: coded("br") },
    ],
    [413, "that is too large as it is", { body: "x".repeat(70_000) }],
  ])("is refused with %i when it is one %s", async (status, _what, sent) => {
    expect(await send(sent)).toBe(status);
    expect(await kept()).toEqual([]);
  });

  it("still needs its secret with a slash after the address", async () => {
    const headers = { Authorization: "Bearer guess" };
    expect(await send({ body: JSON_BODY, headers, path: "/webhooks/belvo/" })).toBe(401);
  });
});
