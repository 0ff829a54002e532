import { describe, expect, it, vi } from "vitest";
import type { LaterTranslate } from "./catalogue.ts";
import { loadI18n, loadSameMessages, pickI18n } from "./load-i18n.ts";
import { timeAgo } from "./format-time.ts";

describe("the language of the page", () => {
  it.each([
    [["es-CO", "en"], "es-CO", "es", "es-CO"],
    [["es-AR"], "es-MX", "es", "es-AR"],
    [["es-419"], "es-MX", "es", "es-419"],
    [["pt"], "pt-BR", "pt", "pt-BR"],
    [["fr-FR", "en-GB"], "en", "en", "en-GB"],
    [["fr-FR"], "es-MX", "es", "es-MX"],
    [["es_MX", "es-MX@posix", "es-CO"], "es-MX", "es", "es-MX"],
    [["C", "", "en-US@posix"], "en", "en", "en"],
    [[], "es-MX", "es", "es-MX"],
  ])("for a browser that prefers %j is %s", (preferred, uiLocale, language, locale) => {
    expect(pickI18n(preferred)).toEqual({ uiLocale, language, locale });
  });

  it("is the one that the person chose, whatever the browser prefers", () => {
    expect(pickI18n(["en-GB", "es-MX"], "pt-BR").uiLocale).toBe("pt-BR");
    expect(pickI18n(["es-MX", "en-GB"], "en")).toMatchObject({ uiLocale: "en", locale: "en-GB" });
  });
});

describe("a message with a count", () => {
  it.each([
    ["es-MX", 0, "0 bancos necesitan tu atención"],
    ["es-MX", 1, "1 banco necesita tu atención"],
    ["es-MX", 2, "2 bancos necesitan tu atención"],
    ["es-MX", 1_000_000, "1,000,000 de bancos necesitan tu atención"],
    ["es-CO", 1_000_000, "1.000.000 de bancos necesitan tu atención"],
    ["pt-BR", 0, "0 banco precisa da sua atenção"],
    ["pt-BR", 1, "1 banco precisa da sua atenção"],
    ["pt-BR", 2, "2 bancos precisam da sua atenção"],
    ["pt-BR", 1_000_000, "1.000.000 de bancos precisam da sua atenção"],
    ["en", 0, "0 banks need your attention"],
    ["en", 1, "1 bank needs your attention"],
    ["en", 1_000_000, "1,000,000 banks need your attention"],
  ])("in %s, %d is «%s»", async (tag, count, sentence) => {
    const { t } = await loadI18n([tag]);
    expect(t("links.needsYou", { count, type: "bank" })).toBe(sentence);
  });
});

describe("the messages of es-CO", () => {
  it("have Colombia's wording where it differs, and Mexico's elsewhere", async () => {
    const { t } = await loadI18n(["es-CO"]);
    expect(t("state.password_needed", { login: "password" })).toBe("Clave nueva");
    expect(t("page.title", { type: "bank" })).toBe("Tus bancos");
  });
});

it("a message has a bank's name as it is, whatever characters it has", async () => {
  const { t } = await loadI18n(["es-MX"]);
  const bank = String.raw`Banco $& {bank} #1 \x41 \u0042`;
  expect(t("repair.updateBank", { bank })).toBe(`Actualizar ${bank}`);
});

it("a browser that names its language by an invalid tag is answered all the same", async () => {
  const i18n = await loadI18n(["es-MX@posix"]);
  expect(i18n.t("links.needsYou", { count: 2, type: "bank" })).toBe(
    "2 bancos necesitan tu atención",
  );
  expect(timeAgo("2026-01-01T00:00:00Z", Date.parse("2026-01-01T00:05:00Z"), i18n)).toBe(
    "hace 5 minutos",
  );
});

describe("the words of a part of the page that comes later", () => {
  const saysNothing = (t: LaterTranslate["pages"]) => t("start.failed") === "start.failed";

  it("come once, when the part is asked for", async () => {
    vi.stubGlobal("navigator", { onLine: true });
    const { t, messages } = await loadI18n(["en"]);
    expect(saysNothing(t)).toBe(true);
    expect(messages.pages.peek()).toBeNull();
    await messages.pages.load();
    expect(messages.pages.peek()).toBe(true);
    expect(saysNothing(t)).toBe(false);
    expect(messages.lab.peek()).toBeNull();
  });

  it("come with another language where the page had them", async () => {
    vi.stubGlobal("navigator", { onLine: true });
    const shown = await loadI18n(["en"]);
    await shown.messages.pages.load();
    const next = await loadI18n(["es-CO"]);
    await loadSameMessages(next, shown);
    expect(saysNothing(next.t)).toBe(false);
    expect(next.messages.lab.peek()).toBeNull();
  });

  it("come, too, where the page gets them while another language is on its way", async () => {
    vi.stubGlobal("navigator", { onLine: true });
    const shown = await loadI18n(["en"]);
    await shown.messages.lab.load();
    const next = await loadI18n(["pt-BR"]);
    const loading = loadSameMessages(next, shown);
    await shown.messages.pages.load();
    await loading;
    expect(next.messages.pages.peek()).toBe(true);
    expect(next.messages.lab.peek()).toBe(true);
  });
});
