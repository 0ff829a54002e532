import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { Link, LinkPage } from "#contract/link.ts";
import { aLink } from "../../testing/a-link.ts";
import { network, serveEachTest, type FullStack } from "../../testing/full-stack.ts";
import { openAppAs } from "../../testing/open-app.tsx";
import { linkOf } from "../../testing/link-of-token.ts";

let stack: FullStack;
serveEachTest((served) => {
  stack = served;
});

const NONE: LinkPage["counts"] = {
  ...{ password_needed: 0, code_needed: 0, unfinished: 0, elsewhere: 0 },
  ...{ bank_trouble: 0, unsure: 0, checking: 0, connected: 0 },
};

function aLinkId(place: number): string {
  return `30cb4806-6e00-48a4-91c9-ca55968576c${place}`;
}

/** Has our server answer with a list of these. */
function answerWith(...links: Partial<Link>[]): void {
  answerWithPart(links, null);
}

function answerWithPart(links: readonly Partial<Link>[], nextCursor: string | null): void {
  const all = links.map((link, place) => aLink({ id: aLinkId(place), ...link }));
  const counts = { ...NONE };
  for (const { state } of all) counts[state] += 1;
  const at = new Date().toISOString();
  const page: LinkPage = {
    ...{ links: all, total: all.length, counts, otherCounts: NONE },
    ...{ nextCursor, asOf: at, stale: false, lastEventId: 1 },
  };
  network.use(http.get("*/api/links", () => HttpResponse.json(page)));
}

const cards = () => screen.findAllByRole("article", { name: /^Heimdall/ });

describe("the list", () => {
  it("tells two connections of one name apart by when they were made, and says it of no other", async () => {
    answerWith(
      { connectedAt: "2025-06-01T10:00:00.000Z" },
      { connectedAt: "2026-03-05T10:00:00.000Z" },
      { bank: { ...aLink().bank, name: "Heimdall Empresas" } },
    );
    await openAppAs("Ana Torres");
    const [older, newer, other] = await cards();
    expect(older).toHaveTextContent("Agregado el 1 jun 2025");
    expect(newer).toHaveTextContent("Agregado el 5 mar 2026");
    expect(other).not.toHaveTextContent("Agregado");
  });

  it("offers Update beside a bank's trouble where the link is broken too, and not where it is not", async () => {
    answerWith(
      { state: "password_needed", bankTrouble: true },
      { state: "bank_trouble", actor: "bank", bankTrouble: true },
    );
    await openAppAs("Ana Torres");
    const [broken, well] = await cards();
    if (!broken || !well) throw new Error("both cards are awaited");
    expect(broken).toHaveTextContent("Contraseña nueva");
    expect(broken).toHaveTextContent(/no está respondiendo.*puedes intentar/);
    expect(broken).not.toHaveTextContent("No tienes que hacer nada");
    expect(within(broken).getByRole("button", { name: /^Actualizar/ })).toBeVisible();
    expect(well).toHaveTextContent("No tienes que hacer nada");
    expect(within(well).queryByRole("button", { name: /^Actualizar/ })).not.toBeInTheDocument();
    expect(await within(broken).findByRole("button", { name: /^Avisarme/ })).toBeVisible();
  });

  it.each(["unfinished", "unsure"] as const)(
    "names the ways past a bank's link that is %s from the second failed repair on",
    async (state) => {
      answerWith({ state, failedRepairs: 1 }, { state, failedRepairs: 2, failedTries: 3 });
      await openAppAs("Ana Torres");
      const [once, twice] = await cards();
      const wayOut = "Haz una conexión nueva con Heimdall desde tu aplicación o pide ayuda";
      expect(twice).toHaveTextContent(wayOut);
      expect(once).not.toHaveTextContent(wayOut);
    },
  );

  it("warns of a locked account where a bank refused the password, and not of new connections", async () => {
    answerWith({ state: "password_needed", failedRepairs: 2, failedTries: 2 });
    await openAppAs("Ana Torres");
    const [card] = await cards();
    expect(card).toHaveTextContent("puede bloquear tu cuenta");
    expect(card).not.toHaveTextContent("conexión nueva");
  });

  it("tells the buttons of two connections of one name and day apart", async () => {
    answerWith(
      { connectedAt: "2025-06-01T10:00:00.000Z" },
      { connectedAt: "2025-06-01T11:30:00.000Z" },
      { bank: { ...aLink().bank, name: "Gringotts" } },
    );
    await openAppAs("Ana Torres");
    await cards();
    for (const at of [":00", ":30"]) {
      const name = new RegExp(`^Actualizar Heimdall Agregado el 1 jun 2025, .*${at}`);
      expect(screen.getByRole("button", { name })).toBeVisible();
    }
    expect(screen.getByRole("button", { name: "Actualizar Gringotts" })).toBeVisible();
    expect(screen.getAllByRole("article", { name: /Agregado el/ })).toHaveLength(2);
  });

  it("says when each was made where another of its name may be among those that are not shown", async () => {
    answerWithPart([{}, { bank: { ...aLink().bank, name: "Gringotts" } }], "more");
    await openAppAs("Ana Torres");
    expect(await screen.findAllByText(/Agregado el/)).toHaveLength(2);
  });

  it("counts those that are renewed elsewhere in a line of their own", async () => {
    answerWith(
      { state: "code_needed" },
      { state: "elsewhere" },
      { state: "elsewhere" },
      { state: "connected" },
    );
    await openAppAs("Ana Torres");
    expect(await screen.findByText("1 banco necesita tu atención")).toBeVisible();
    expect(screen.getByText("2 conexiones se renuevan en Meu Belvo")).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Reparar/ })).not.toBeInTheDocument();
    expect(document.title).toBe("(1) Tus bancos");
  });

  it("does not say that there is nothing to do where something is renewed elsewhere", async () => {
    answerWith({ state: "elsewhere" }, { state: "connected" });
    await openAppAs("Ana Torres");
    expect(await screen.findByText("1 conexión se renueva en Meu Belvo")).toBeVisible();
    expect(screen.queryByText(/nada que hacer/)).not.toBeInTheDocument();
  });

  it.each<[string, Partial<Link>[]]>([
    ["on the card of the one bank that can be repaired", [{}, { state: "connected" }]],
    ["above several", [{}, {}, { state: "unfinished" }]],
    ["on a card where a repair may be tried", [{ state: "unsure", actor: "us" }]],
  ])("says once who Belvo is and what is read: %s", async (_where, links) => {
    answerWith(...links);
    await openAppAs("Ana Torres");
    expect(await screen.findAllByText("¿Qué es Belvo?")).toHaveLength(1);
    expect(screen.getByText(/solo lee .*tus cuentas, saldos y movimientos/)).toBeInTheDocument();
    const buttons = screen.getAllByRole("button", { name: /^Actualizar/ });
    expect(screen.getAllByText(/va cifrad[ao] a Belvo/)).toHaveLength(buttons.length);
  });

  it.each(["password_needed", "code_needed", "unfinished"] as const)(
    "says how long it takes once: %s",
    async (state) => {
      answerWith({ state });
      await openAppAs("Ana Torres");
      const [only] = await cards();
      expect(only?.textContent.match(/minuto/g)).toHaveLength(1);
    },
  );

  it("leads from the end of one repair to the next bank that can be repaired", async () => {
    const { user, environment } = await openAppAs("Elena Vega", async (token, { callback }) => {
      const id = linkOf(token);
      await stack.asWidget("PUT", `/api/links/${id}/`, token, { password: "pass_valid" });
      callback(id, "erebor_mx_retail");
    });
    await user.click(await screen.findByRole("button", { name: /^Actualizar Erebor/ }));
    const next = await screen.findByRole("button", { name: "Seguir con Gringotts Colombia" });
    expect(screen.getByRole("article", { name: /^Erebor Bank Mexico/ })).toHaveTextContent(
      /va cifrad[ao] a Belvo/,
    );
    expect(screen.getByText("4 bancos necesitan tu atención")).toBeVisible();
    expect(screen.getByRole("button", { name: "Reparar los 4 bancos" })).toBeVisible();
    await waitFor(() => expect(environment.host).toBeEmptyDOMElement());
    await user.click(next);
    expect(
      await screen.findByText("Listo: Gringotts Colombia volvió a conectarse.", { selector: "p" }),
    ).toBeVisible();
  });
});
