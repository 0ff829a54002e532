import { describe, expect, it } from "vitest";
import type { TraceEvent } from "#contract/lab.ts";
import { inSpanish } from "../../testing/in-spanish.ts";
import type { LaterTranslate } from "../i18n/catalogue.ts";
import { rawOf } from "./raw-of.ts";

const t: LaterTranslate["lab"] = inSpanish.t;
const at = "2026-11-22T17:00:00.000Z";
const linkId = "30cb4806-6e00-48a4-91c9-ca55968576c8";

function lineOf(entry: TraceEvent): string {
  const { verb, object, notes } = rawOf(entry, t, "es-MX");
  return [verb, object, ...notes].join(" ");
}

type Call = Extract<TraceEvent, { event: "belvo_call" }>;
const call = (more: Partial<Call>): Call => ({
  ...{ event: "belvo_call", id: linkId, at, method: "POST", path: "/api/token/" },
  ...{ status: 200, ms: 45, request: null, answer: null, failure: null },
  ...more,
});
const webhook = { event: "webhook", at, type: "LINK", code: "token_required", linkId } as const;
const refused = { type: null, code: null, linkId: null, accepted: false, repeat: false } as const;

describe("the raw line of what happened", () => {
  it.each<[TraceEvent, string]>([
    [call({}), "POST /api/token/ 200 45 ms"],
    [call({ status: null, failure: "no_answer" }), "POST /api/token/ sin respuesta 45 ms"],
    [
      { ...webhook, accepted: true, repeat: false },
      "POST /webhooks/belvo LINK token_required aceptado",
    ],
    [
      { ...webhook, accepted: true, repeat: true },
      "POST /webhooks/belvo LINK token_required aceptado repetido",
    ],
    [{ ...webhook, ...refused }, "POST /webhooks/belvo rechazado sin leer"],
    [{ event: "event", seq: 7, at, linkId, kind: "reading", body: {} }, "reading #7"],
    [
      { event: "state", seq: 7, linkId, before: "checking", after: "connected", actor: null },
      "checking → connected #7",
    ],
  ])("%#", (entry, line) => {
    expect(lineOf(entry)).toBe(line);
  });

  it("says which calls went well", () => {
    const isWell = (entry: TraceEvent) => rawOf(entry, t, "es-MX").isWell;
    expect(isWell(call({}))).toBe(true);
    expect(isWell(call({ status: 409 }))).toBe(false);
    expect(isWell(call({ failure: "cut_off" }))).toBe(false);
  });
});
