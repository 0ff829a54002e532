import { describe, expect, it } from "vitest";
import type { TraceEvent } from "#contract/lab.ts";
import { inSpanish } from "../../testing/in-spanish.ts";
import type { LaterTranslate } from "../i18n/catalogue.ts";
import { describeEntry } from "./describe-entry.ts";

const t: LaterTranslate["lab"] = inSpanish.t;
const at = "2026-11-22T17:00:00.000Z";
const linkId = "30cb4806-6e00-48a4-91c9-ca55968576c8";

type Call = Extract<TraceEvent, { event: "belvo_call" }>;

const call = (method: string, path: string, more: Partial<Call> = {}): Call => ({
  ...{ event: "belvo_call", id: linkId, at, method, path, status: 200, ms: 5 },
  ...{ request: null, answer: null, failure: null },
  ...more,
});
const refused = (status: number, code: string): Partial<Call> => ({ status, answer: [{ code }] });
const refresh = `/api/links/${linkId}/refresh/`;
const logged = (
  kind: string,
  body: Record<string, string | Record<string, string>>,
): TraceEvent => ({
  ...{ event: "event", seq: 1, at, linkId, kind },
  body,
});
const webhook = (code: string | null, accepted = true, repeat = false): TraceEvent => ({
  ...{ event: "webhook", at, type: "LINK", code, linkId, accepted, repeat },
});
const dataWebhook = (type: string): TraceEvent => ({
  ...{ event: "webhook", at, type, code: "historical_update", linkId },
  ...{ accepted: true, repeat: false },
});
const screen = (page: string) => logged("widget_event", { event: { name: "PAGE_LOAD", page } });
const error = (code: string) => logged("widget_event", { event: { name: "ERROR", code } });

describe("what happens behind the page is told in a sentence", () => {
  it.each<[TraceEvent, string]>([
    [call("POST", "/api/token/"), "Pedimos a Belvo una llave de un solo uso"],
    [call("GET", "/api/links/?external_id=demo-ana&page_size=1000"), "qué bancos tiene"],
    [call("GET", `/api/links/?id__in=${linkId}`), "cómo están estos bancos"],
    [call("GET", `/api/links/${linkId}/`), "cómo está el banco"],
    [call("POST", `/api/links/${linkId}/refresh/`), "datos nuevos"],
    [call("DELETE", "/api/of-tomorrow/"), "Preguntamos a Belvo"],
    [call("POST", refresh, refused(409, "link_refreshed")), "Dice que ya son los últimos."],
    [call("POST", refresh, refused(428, "token_required")), "El banco pide un código."],
    [call("POST", refresh, refused(400, "institution_down")), "El banco no funciona."],
    [call("POST", refresh, refused(500, "of_tomorrow")), "Dice que no."],
    [call("POST", "/api/token/", { status: null, failure: "no_answer" }), "No responde."],
    [call("POST", "/api/token/", { failure: "cut_off" }), "La respuesta no llegó entera."],
    [webhook("invalid_credentials"), "la contraseña ya no sirve"],
    [webhook("of_tomorrow"), "algo pasó"],
    [dataWebhook("ACCOUNTS"), "los datos de las cuentas"],
    [dataWebhook("TRANSACTIONS"), "los movimientos"],
    [dataWebhook("OWNERS"), "los datos del titular"],
    [dataWebhook("OF_TOMORROW"), "llegaron datos del banco"],
    [webhook("invalid_credentials", true, true), "llega otra vez"],
    [webhook(null, false), "aviso falso"],
    [logged("reading", { status: "valid" }), "está conectado"],
    [logged("reading", { status: "of_tomorrow" }), "no conocemos"],
    [error("login_error"), "El banco rechazó la contraseña"],
    [error("token_required"), "El banco rechazó el código"],
    [error("institution_down"), "El banco no deja entrar a nadie"],
    [error("of_tomorrow"), "algo falló"],
    [screen("/credentials"), "La pantalla pide la contraseña"],
    [screen("/token"), "La pantalla pide el código"],
    [screen("/of-tomorrow"), "avanza"],
    [logged("repair_ended", { result: "repaired" }), "quedó reparado"],
    [logged("repair_ended", { result: "failed" }), "no se pudo ver"],
    [logged("bank_read", { status: "down" }), "no funciona"],
    [logged("of_tomorrow", {}), "algo más"],
  ])("%#", (entry, sentence) => {
    expect(describeEntry(entry, t)).toContain(sentence);
  });
});
