import { describe, expect, it } from "vitest";
import type { TraceEvent } from "#contract/lab.ts";
import { describeEntry } from "./describe-entry.ts";
import { loadLabTranslate } from "./i18n/lab-i18n.ts";

const t = await loadLabTranslate({ uiLocale: "es-MX", locale: "es-MX" });
const at = "2026-11-22T17:00:00.000Z";
const linkId = "30cb4806-6e00-48a4-91c9-ca55968576c8";

const call = (method: string, path: string): TraceEvent => ({
  ...{ event: "belvo_call", id: linkId, at, method, path, status: 200, ms: 5 },
  ...{ request: null, answer: null, failure: null },
});
const logged = (
  kind: string,
  body: Record<string, string | Record<string, string>>,
): TraceEvent => ({
  ...{ event: "event", seq: 1, at, linkId, kind },
  body,
});
const webhook = (code: string | null, accepted = true): TraceEvent => ({
  ...{ event: "webhook", at, type: "LINK", code, linkId, accepted, repeat: false },
});

describe("what happens behind the page is told in a sentence", () => {
  it.each<[TraceEvent, string]>([
    [call("POST", "/api/token/"), "Pedimos a Belvo una llave de un solo uso"],
    [call("GET", "/api/links/?external_id=demo-ana&page_size=1000"), "qué bancos tiene"],
    [call("GET", `/api/links/?id__in=${linkId}`), "cómo están estos bancos"],
    [call("GET", `/api/links/${linkId}/`), "cómo está el banco"],
    [call("POST", `/api/links/${linkId}/refresh/`), "datos nuevos"],
    [call("DELETE", "/api/of-tomorrow/"), "Preguntamos a Belvo"],
    [webhook("invalid_credentials"), "la contraseña ya no sirve"],
    [webhook("of_tomorrow"), "algo pasó"],
    [webhook(null, false), "aviso falso"],
    [logged("reading", { status: "valid" }), "está conectado"],
    [logged("reading", { status: "of_tomorrow" }), "no conocemos"],
    [logged("widget_event", { event: { name: "ERROR", code: "login_error" } }), "la contraseña"],
    [logged("widget_event", { event: { name: "PAGE_LOAD" } }), "avanza"],
    [logged("repair_ended", { result: "repaired" }), "quedó reparado"],
    [logged("bank_read", { status: "down" }), "no funciona"],
    [logged("of_tomorrow", {}), "algo más"],
  ])("%#", (entry, sentence) => {
    expect(describeEntry(entry, t)).toContain(sentence);
  });
});
