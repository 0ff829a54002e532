import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { serveEachTest, type FullStack } from "../../testing/full-stack.ts";
import { openAppAs, type InTheWidget } from "../../testing/open-app.tsx";

let stack: FullStack;

serveEachTest((served) => {
  stack = served;
});

const card = (name: RegExp) => screen.findByRole("article", { name });
const PASSWORD = /contraseña|clave/i;

/** Belvo's widget refuses whatever the person gives it. */
const refuse: InTheWidget = (_token, { onExit }) =>
  onExit({ last_encountered_error: { code: "login_error", message: "…" } });

describe("the list of a person who has not only banks", () => {
  it("calls them connections, and counts them as such", async () => {
    await openAppAs("Inés Robles");
    await card(/^SAT/);
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Tus conexiones");
    expect(screen.getByText("4 conexiones necesitan tu atención")).toBeVisible();
    expect(await screen.findByRole("button", { name: "Reparar las 4 conexiones" })).toBeVisible();
    expect(document.title).toBe("(4) Tus conexiones");
  });

  it("says what each of them is, and where one is abroad", async () => {
    await openAppAs("Inés Robles");
    expect(await card(/^SAT/)).toHaveTextContent(/SATImpuestos(?! ·)/);
    expect(await card(/^IMSS/)).toHaveTextContent(/IMSSEmpleo(?! ·)/);
    expect(await card(/^SII/)).toHaveTextContent("Impuestos · Chile");
    expect(await card(/^Gringotts/)).not.toHaveTextContent("Banco");
  });

  it("asks for a password where there is one, and never at an employment institution", async () => {
    await openAppAs("Inés Robles");
    expect(await card(/^SAT/)).toHaveTextContent("Contraseña nueva");
    const imss = await card(/^IMSS/);
    expect(imss).toHaveTextContent("Datos de acceso");
    expect(imss).toHaveTextContent("¿Cambiaron tus datos?");
    expect(imss).not.toHaveTextContent(PASSWORD);
  });

  it("calls those that need the person banks where all of these are", async () => {
    await openAppAs("Elena Vega");
    await card(/^Tatooine/);
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Tus conexiones");
    expect(screen.getByText("5 bancos necesitan tu atención")).toBeVisible();
    expect(await screen.findByRole("button", { name: "Reparar los 5 bancos" })).toBeVisible();
  });
});

describe("the page of an employment link", () => {
  it("has neither bank nor password in any of its sentences, repair and history included", async () => {
    const { user, said } = await openAppAs("Inés Robles", refuse);
    await card(/^IMSS/);
    said.length = 0;
    await user.click(screen.getByRole("link", { name: "IMSS" }));
    await screen.findByRole("heading", { level: 1, name: "IMSS" });
    await user.click(screen.getByRole("button", { name: "Actualizar IMSS" }));
    await waitFor(() =>
      expect(screen.getByRole("article")).toHaveTextContent("IMSS no aceptó esos datos."),
    );
    await screen.findByText("Abriste la pantalla de IMSS");
    expect(said.filter((sentence) => PASSWORD.test(sentence) || /banco/i.test(sentence))).toEqual(
      [],
    );
  });

  it("leads to a new connection and the host's support after the second repair that failed", async () => {
    const { user } = await openAppAs("Inés Robles", refuse);
    const wayOut = /una conexión nueva con IMSS desde tu aplicación/;
    const repair = async () => {
      await user.click(screen.getByRole("button", { name: "Actualizar IMSS" }));
      await waitFor(async () => expect(await card(/^IMSS/)).toHaveTextContent("no aceptó"));
    };
    await card(/^IMSS/);
    await repair();
    expect(screen.queryByText(wayOut)).not.toBeInTheDocument();
    await user.click(within(await card(/^IMSS/)).getByRole("button", { name: "Cerrar aviso" }));
    await repair();
    expect(await screen.findByText(wayOut)).toBeVisible();
    expect(
      await screen.findByRole("button", { name: "Actualizar IMSS" }),
    ).toHaveAccessibleDescription(wayOut);
  });
});

it("a fiscal link is repaired as a bank's is, by its password", async () => {
  const { user } = await openAppAs("Inés Robles", async (token, config) => {
    const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
    const id = /"link":\{"id":"([^"]+)"/.exec(payload)?.[1] ?? "";
    await stack.asWidget("PUT", `/api/links/${id}/`, token, { password: "pass_valid" });
    config.callback(id, "sat_mx_fiscal");
  });
  await card(/^SAT/);
  await user.click(screen.getByRole("button", { name: "Actualizar SAT" }));
  await waitFor(async () =>
    expect(await card(/^SAT/)).toHaveTextContent("SAT volvió a conectarse"),
  );
});
