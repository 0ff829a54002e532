import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { HistoryEntry } from "#contract/history.ts";
import { Announcer } from "../design/announcer.tsx";
import { aLink } from "../../testing/a-link.ts";
import { AroundAPage } from "../../testing/around-a-page.tsx";
import { LinkHistory } from "./link-history.tsx";

const at = new Date().toISOString();
const receipt = { before: "password_needed", after: "connected", tookMs: 40_200 } as const;
const repaired: HistoryEntry = {
  ...{ kind: "repair_ended", seq: 6, at, result: "repaired", reference: "8C9F2AD1" },
  receipt,
};

afterEach(() => Reflect.deleteProperty(navigator, "clipboard"));

function show(...entries: HistoryEntry[]) {
  render(
    <AroundAPage>
      <Announcer>
        <LinkHistory entries={entries} bank={aLink().bank} />
      </Announcer>
    </AroundAPage>,
  );
}

/** As a person whose browser has this clipboard; the one of `userEvent` goes away. */
function withClipboard(writeText: (text: string) => Promise<void>) {
  const user = userEvent.setup();
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText } });
  return user;
}

const lines = () =>
  screen
    .getAllByRole("listitem")
    .map((line) => line.querySelector(":scope > span + span")?.textContent);

describe("a link's history", () => {
  it("shows what happened in sentences, newest first", () => {
    show(
      { kind: "data_fresh", seq: 7, at, lastAccessedAt: at },
      repaired,
      { kind: "state_read", seq: 4, at, state: "password_needed" },
      { kind: "bank_trouble_met", seq: 3, at },
      { kind: "data_asked", seq: 2, at },
      { ...repaired, seq: 1, result: "left" },
      { kind: "state_read", seq: 0, at, state: "password_needed", isFirst: true },
    );
    expect(lines()).toEqual([
      "Llegaron tus datos",
      "Reparado por ti en 40 segundos",
      "Tu contraseña dejó de funcionar",
      "El banco no respondió",
      "Pediste tus datos",
      "Cerraste la pantalla del banco",
      "Primera revisión: Contraseña nueva",
    ]);
  });

  it("shows what happened day by day", () => {
    const dayBefore = new Date(Date.now() - 24 * 60 * 60_000).toISOString();
    show(
      { kind: "data_fresh", seq: 3, at, lastAccessedAt: at },
      { kind: "data_asked", seq: 2, at },
      { kind: "bank_trouble_met", seq: 1, at: dayBefore },
    );
    const days = screen.getAllByRole("region", { name: /^(Hoy|Ayer)$/ });
    expect(days.map((day) => within(day).getAllByRole("listitem").length)).toEqual([2, 1]);
    expect(screen.getAllByRole("heading", { level: 3 }).map((day) => day.textContent)).toEqual([
      ...["Hoy", "Ayer"],
    ]);
  });

  it("shows a repair as one entry, with its steps and receipt within", async () => {
    const user = userEvent.setup();
    show(
      repaired,
      { kind: "state_read", seq: 5, at, state: "connected" },
      { kind: "repair_opened", seq: 4, at },
      { kind: "state_read", seq: 3, at, state: "password_needed" },
    );
    expect(screen.getByText("Abriste la pantalla del banco")).not.toBeVisible();
    await user.click(screen.getByText("Comprobante"));
    expect(screen.getByText("Abriste la pantalla del banco")).toBeVisible();
    expect(screen.getByText("El banco confirmó la conexión")).toBeVisible();
  });

  it("shows the steps of a repair that did not work, and no receipt", () => {
    show({ ...repaired, result: "still_broken" }, { kind: "repair_opened", seq: 5, at });
    expect(screen.getByText("Ver los pasos")).toBeVisible();
    expect(screen.queryByText("Comprobante")).not.toBeInTheDocument();
  });

  it("shows a repair's receipt: what was wrong, result, time, duration, reference", () => {
    withClipboard(() => Promise.resolve());
    show(repaired);
    const receiptOf = screen.getByRole("group");
    const terms = within(receiptOf).getAllByRole("term", { hidden: true });
    const values = within(receiptOf).getAllByRole("definition", { hidden: true });
    expect(terms.map(({ textContent }) => textContent)).toEqual([
      ...["Qué pasaba", "Resultado", "Confirmado", "Duración", "Referencia para soporte"],
    ]);
    expect(values.map(({ textContent }) => textContent)).toEqual([
      "Tu contraseña dejó de funcionar",
      "Conectado",
      expect.stringMatching(/\d/),
      "40 segundos",
      "8C9F2AD1Copiar",
    ]);
  });

  it("shows the reference of a repair that has no receipt", () => {
    show({ ...repaired, receipt: null });
    expect(lines()).toEqual(["Reparado por ti"]);
    expect(screen.getAllByRole("definition", { hidden: true })).toHaveLength(1);
  });

  it("hands a receipt to a printer, and to another app where there are some", async () => {
    const user = userEvent.setup();
    const print = vi.spyOn(window, "print").mockReturnValue();
    show(repaired);
    await user.click(screen.getByText("Comprobante"));
    await user.click(screen.getByRole("button", { name: "Imprimir" }));
    expect(print).toHaveBeenCalledOnce();

    const shared: ShareData[] = [];
    const share = (data: ShareData) => {
      shared.push(data);
      return Promise.reject(new DOMException("closed", "AbortError"));
    };
    Object.defineProperty(navigator, "share", { configurable: true, value: share });
    onTestFinished(() => void Reflect.deleteProperty(navigator, "share"));
    cleanup();
    show(repaired);
    await user.click(screen.getByText("Comprobante"));
    await user.click(screen.getByRole("button", { name: "Compartir" }));
    expect(screen.getByRole("button", { name: "Imprimir" })).toBeVisible();
    expect(shared.map(({ title }) => title)).toEqual(["Heimdall"]);
    expect(shared[0]?.text).toMatch(/Resultado: .*Conectado/);
    expect(shared[0]?.text).toMatch(/^Referencia para soporte: 8C9F2AD1$/m);
  });

  it("copies the reference, and announces it", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    const user = withClipboard(writeText);
    show(repaired);
    await user.click(screen.getByText("Comprobante"));
    await user.click(screen.getByRole("button", { name: "Copiar" }));
    expect(writeText).toHaveBeenCalledExactlyOnceWith("8C9F2AD1");
    await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Copiado"));
    expect(screen.getByRole("button", { name: "Copiado" })).toHaveFocus();
  });

  it("announces nothing when the browser refuses to copy", async () => {
    const user = withClipboard(() => Promise.reject(new DOMException("no", "NotAllowedError")));
    show(repaired);
    await user.click(screen.getByText("Comprobante"));
    await user.click(screen.getByRole("button", { name: "Copiar" }));
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
    expect(screen.getByText("8C9F2AD1")).toBeVisible();
  });

  it("says that nothing has happened when it is empty", () => {
    show();
    expect(screen.getByText("Aún no ha pasado nada.")).toBeVisible();
  });
});
