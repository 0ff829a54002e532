import { hash } from "node:crypto";
import * as v from "valibot";
import { NoArray, orNull, Uuid } from "#contract/formats.ts";
import type { Webhook } from "../jobs/inbox.ts";

/** Text of Belvo's that we keep is short; a stranger's is not kept at all. */
const Word = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/));
const word = orNull(Word);

/**
 * What is kept of a webhook. Every field may be missing, and what has another form counts as missing:
 * older versions of Belvo's page lack some, and a type that we do not know is no fault.
 *
 * Source: Belvo, "Webhooks" and "Webhooks: Links".
 */
const Body = v.pipe(
  NoArray,
  v.looseObject({
    webhook_type: word,
    webhook_code: word,
    link_id: orNull(Uuid),
    data: orNull(v.looseObject({ error_code: word })),
  }),
);

/** @returns `null` for what is no JSON object. */
export function readWebhook(body: unknown): Webhook | null {
  const read = v.safeParse(Body, body);
  if (!read.success) return null;

  const { webhook_type, webhook_code, link_id, data } = read.output;
  return {
    type: webhook_type ?? "",
    code: webhook_code ?? "",
    linkId: link_id?.toLowerCase() ?? null,
    errorCode: data?.error_code ?? null,
  };
}

/**
 * What tells a repeat from another webhook: all of it, since Belvo's own examples use one
 * `webhook_id` for different events. The order of members does not matter. 128 bits tell all apart
 * that will ever come, and a short index is a quick one.
 */
export function fingerprint(body: unknown): string {
  return hash("sha256", canonical(body), "base64url").slice(0, 22);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join()}}`;
}
