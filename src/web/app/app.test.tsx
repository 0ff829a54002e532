import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { linkOf } from "../../testing/link-of-token.ts";
import { network, serveEachTest, type FullStack } from "../../testing/full-stack.ts";
import { openApp, openAppAs, type InTheWidget } from "../../testing/open-app.tsx";
import { WidgetUnavailableError } from "../core/widget/widget-failure.ts";

let stack: FullStack;

serveEachTest((served) => {
  stack = served;
});

const card = (bank: RegExp) => screen.findByRole("article", { name: bank });
const update = (bank: string) =>
  screen.getByRole("button", { name: new RegExp(`^Actualizar ${bank}`) });

const typePassword =
  (password: string): InTheWidget =>
  async (token, config) => {
    const id = linkOf(token);
    const answer = await stack.asWidget("PUT", `/api/links/${id}/`, token, { password });
    if (answer.ok) config.callback(id, "erebor_mx_retail");
    else config.onExit({ last_encountered_error: { code: "login_error", message: "…" } });
  };

describe("the page", () => {
  it("shows the state of each bank, with an Update button on those that the person can repair", async () => {
    await openAppAs("Elena Vega");
    expect(await card(/^Erebor Bank Mexico/)).toHaveTextContent("Contraseña nueva");
    expect(await card(/^Heimdall Bank Mexico/)).toHaveTextContent("Código pendiente");
    expect(await card(/^Gringotts Mexico/)).toHaveTextContent("Sin terminar");
    const fine = await card(/^Erebor Bank Colombia/);
    expect(fine).toHaveTextContent("Conectado");
    expect(within(fine).queryByRole("button")).not.toBeInTheDocument();
    expect(screen.getAllByRole("button", { name: /^Actualizar/ })).toHaveLength(5);
  });

  it("shows a bank as connected after the right password, once Belvo calls the link valid", async () => {
    const { user } = await openAppAs("Ana Torres", typePassword("pass_valid"));
    await card(/^Erebor/);
    await user.click(update("Erebor"));
    await waitFor(async () =>
      expect(await card(/^Erebor/)).toHaveTextContent("volvió a conectarse"),
    );
    expect(await card(/^Erebor/)).toHaveTextContent("Conectado");
    expect(screen.getByText("Todo está conectado")).toBeVisible();
  });

  it("shows that a success is being confirmed, and the bank as broken, while Belvo does not confirm it", async () => {
    const { user } = await openAppAs("Ana Torres", (token, { callback }) =>
      callback(linkOf(token), "erebor_mx_retail"),
    );
    await card(/^Erebor/);
    await user.click(update("Erebor"));
    expect(await screen.findAllByText(/^Estamos verificando Erebor/)).not.toHaveLength(0);
    expect(await card(/^Erebor/)).toHaveTextContent("Contraseña nueva");
  });

  it("says why when the bank refuses, and offers Update again", async () => {
    const { user } = await openAppAs("Ana Torres", typePassword("pass_invalid"));
    await card(/^Erebor/);
    await user.click(update("Erebor"));
    await waitFor(async () =>
      expect(await card(/^Erebor/)).toHaveTextContent("no aceptó esos datos"),
    );
    expect(update("Erebor")).toHaveAttribute("aria-disabled", "false");
  });

  it("shows a bank as repaired when the person closes the widget after the bank took the password", async () => {
    const { user } = await openAppAs("Ana Torres", async (token, config) => {
      await stack.asWidget("PUT", `/api/links/${linkOf(token)}/`, token, { password: "new" });
      config.onExit({ meta_data: { step: "credentials" } });
    });
    await card(/^Erebor/);
    await user.click(update("Erebor"));
    await waitFor(async () =>
      expect(await card(/^Erebor/)).toHaveTextContent("volvió a conectarse"),
    );
  });

  it("counts a repaired bank out of those that need the person, also when the list cannot be read again", async () => {
    const { user } = await openAppAs("Elena Vega", typePassword("pass_valid"));
    expect(await screen.findByText("5 bancos necesitan tu atención")).toBeVisible();
    network.use(http.get("*/api/links", () => new HttpResponse(null, { status: 503 })));
    await user.click(update("Erebor Bank Mexico"));
    expect(await screen.findByText("4 bancos necesitan tu atención")).toBeVisible();
  });

  it("says that a bank is already connected when it was repaired elsewhere before the press of Update", async () => {
    const { user } = await openAppAs("Hugo Paz");
    const [button] = await screen.findAllByRole("button", { name: /^Actualizar Erebor/ });
    const shown = button?.closest("article");
    const linkId = button?.id.replace("update-", "") ?? "";
    const broken = await stack.sandbox.fetch(
      new Request(`http://127.0.0.1:4010/api/links/${linkId}/`, {
        method: "PUT",
        headers: {
          Authorization: `Basic ${Buffer.from("sandbox-id:sandbox-password").toString("base64")}`,
          "Content-Type": "application/json",
        },
        body: JSON.stringify({ password: "pass_valid" }),
      }),
    );
    expect(broken.ok).toBe(true);

    await user.click(button ?? document.body);
    await waitFor(() => expect(shown).toHaveTextContent("ya está conectado"));
    expect(shown).toHaveTextContent("Conectado");
    expect(shown).toBeInTheDocument();
  });

  it("shows nothing of one person to the next who signs in", async () => {
    const { user } = await openAppAs("Ana Torres");
    await card(/^Erebor/);
    await user.click(screen.getByRole("button", { name: "Salir" }));
    await user.click(await screen.findByRole("button", { name: /Bruno Díaz/ }));
    expect(await card(/^Heimdall/)).toHaveTextContent("Código pendiente");
    expect(screen.queryByRole("article", { name: /^Erebor/ })).not.toBeInTheDocument();
    expect(document.body).not.toHaveFocus();
  });

  it("lets the person run one repair at a time", async () => {
    const opened: string[] = [];
    const { user } = await openAppAs("Elena Vega", (token) => void opened.push(linkOf(token)));
    await card(/^Erebor Bank Mexico/);
    await user.click(update("Erebor Bank Mexico"));
    await waitFor(() => expect(opened).toHaveLength(1));
    await user.click(update("Heimdall Bank Mexico"));
    expect(update("Heimdall Bank Mexico")).toHaveAttribute("aria-disabled", "true");
    expect(opened).toHaveLength(1);
  });

  it("says that a blocker may be the reason when the widget did not load", async () => {
    const { user, environment } = await openAppAs("Ana Torres");
    const { frames } = await environment.widget();
    frames.take = () => Promise.reject(new WidgetUnavailableError("widget_blocked"));
    await card(/^Erebor/);
    await user.click(update("Erebor"));
    await waitFor(async () => expect(await card(/^Erebor/)).toHaveTextContent("bloqueador"));
  });

  it("keeps the list while Belvo is away, and explains why Update opens nothing", async () => {
    const { user } = await openAppAs("Ana Torres");
    await card(/^Erebor/);
    stack.belvoIsAway = true;
    stack.advance(60_000);
    await user.click(update("Erebor"));
    await waitFor(async () =>
      expect(await card(/^Erebor/)).toHaveTextContent("No podemos abrir la pantalla"),
    );
    expect(await screen.findByText(/No podemos consultar a tus bancos/)).toBeVisible();
    expect(await card(/^Erebor/)).toHaveTextContent("Contraseña nueva");
  });

  it("goes back to the choice of a demo user when the session has ended", async () => {
    const { user } = await openAppAs("Ana Torres");
    await card(/^Erebor/);
    stack.advance(13 * 60 * 60 * 1000);
    await user.click(update("Erebor"));
    expect(await screen.findByText("Elige a una persona de ejemplo")).toBeVisible();
  });

  it("offers the demo users as soon as they can be read", async () => {
    stack.belvoIsAway = true;
    const { start } = openApp();
    start();
    expect(await screen.findByRole("heading", { name: "Cargando…" })).toBeVisible();
    stack.belvoIsAway = false;
    expect(await screen.findByRole("button", { name: /Ana Torres/ })).toBeVisible();
  });

  it("says so when our own server cannot be reached, and offers to try again", async () => {
    network.use(http.get("*/api/session", () => HttpResponse.error()));
    const { start } = openApp();
    start();
    expect(await screen.findByText("No pudimos ver cómo están tus conexiones")).toBeVisible();
    expect(screen.getByRole("button", { name: "Intentar ahora" })).toBeVisible();
  });
});
