import { act, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { type LoginLinkPreview } from "#contract/entry.ts";
import { noChoices, Session } from "#contract/session.ts";
import { network, serveEachTest } from "../../testing/full-stack.ts";
import { openApp, type InTheWidget } from "../../testing/open-app.tsx";

const CODE = "c".repeat(43);
const EREBOR = "Erebor Bank Mexico";
const FOR_ALL: LoginLinkPreview = { ...noChoices, name: "Ana", bank: null, replaces: null };
const EREBOR_AT_BELVO = {
  name: EREBOR,
  country: "MX",
  type: "bank",
  color: "#1d5c45",
  logoUrl: "https://belvo.example/erebor.svg",
} as const;
const FOR_EREBOR: LoginLinkPreview = {
  ...FOR_ALL,
  bank: {
    ...{ ...EREBOR_AT_BELVO, state: "password_needed" },
    connectedAt: "2025-06-01T10:00:00.000Z",
  },
};

serveEachTest();
let presses = 0;
beforeEach(() => {
  presses = 0;
});

const refused = (code: string, status: number) =>
  HttpResponse.json(
    { type: "about:blank", title: "refused", status, code, requestId: "1" },
    { status },
  );

/** Has a login link of Ana's in the address. */
function openLoginLink(
  preview: LoginLinkPreview | Response,
  { press = signInAna, inTheWidget }: { press?: typeof signInAna; inTheWidget?: InTheWidget } = {},
) {
  network.use(
    http.post("*/api/session/preview", () =>
      preview instanceof Response ? preview.clone() : HttpResponse.json(preview),
    ),
    http.post("*/api/session", () => {
      presses += 1;
      return press(preview instanceof Response || preview.bank === null ? null : EREBOR);
    }),
  );
  window.history.replaceState(null, "", `/enter#${CODE}`);
  const app = openApp(inTheWidget);
  app.start();
  return app;
}

/** What the backend does with a good code, for one bank or all. */
async function signInAna(bank: string | null): Promise<Response> {
  const { origin } = window.location;
  const entered = await fetch(`${origin}/api/demo/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: '{"user":"demo-ana"}',
  });
  const session = v.parse(Session, await entered.json());
  const { links } = v.parse(LinkPage, await (await fetch(`${origin}/api/links`)).json());
  const linkId = links.find((link) => link.bank.name === bank)?.id ?? null;
  return HttpResponse.json({ ...session, linkId }, { status: 201 });
}

const button = (name: string) => screen.findByRole("button", { name });

describe("the page of a login link", () => {
  it("uses nothing up before a press, and keeps the code out of the address, but not from a reload", async () => {
    openLoginLink(FOR_ALL);
    expect(await button("Continuar como Ana")).toBeVisible();
    expect(window.location.href).not.toContain(CODE);
    expect(window.history.state).toMatchObject({ loginCode: CODE });
    expect(presses).toBe(0);
  });

  it("lets in by one press, also when it is pressed twice, and has focus on the page then", async () => {
    const { user } = openLoginLink(FOR_ALL);
    const press = await button("Continuar como Ana");
    await user.dblClick(press);
    expect(await screen.findByRole("article", { name: /^Erebor/ })).toBeVisible();
    expect(presses).toBe(1);
    expect(window.location.pathname).toBe("/");
    expect(document.querySelector("main")).toHaveFocus();
  });

  it("says that it opens while the answer takes its time, and presses no more", async () => {
    const { user } = openLoginLink(FOR_ALL, { press: () => new Promise(() => undefined) });
    const press = await button("Continuar como Ana");
    await user.click(press);
    expect(screen.getByRole("status")).toHaveTextContent("Abriendo tu página…");
    expect(press).toHaveAttribute("aria-disabled", "true");
    await user.click(press);
    expect(presses).toBe(1);
  });

  it("asks plainly where somebody else is signed in, and leaves them so if wanted", async () => {
    const { user } = openLoginLink({ ...FOR_ALL, replaces: { name: "Bruno" } });
    expect(await screen.findByRole("heading", { name: "¿Cambiar de persona?" })).toBeVisible();
    expect(screen.getByText(/abierta la sesión de Bruno/)).toBeVisible();
    expect(await button("Continuar como Ana")).toBeVisible();
    await user.click(screen.getByRole("link", { name: "No cambiar" }));
    expect(window.location.pathname).toBe("/");
    expect(presses).toBe(0);
  });

  it("does without names that nobody has", async () => {
    openLoginLink({ ...noChoices, name: null, bank: null, replaces: { name: null } });
    expect(await button("Continuar")).toBeVisible();
    expect(screen.getByText(/abierta la sesión de otra persona/)).toBeVisible();
  });

  it("reads anew who is signed in when the person comes back to the tab", async () => {
    openLoginLink(FOR_ALL);
    await button("Continuar como Ana");
    network.use(
      http.post("*/api/session/preview", () =>
        HttpResponse.json({ ...FOR_ALL, replaces: { name: "Bruno" } }),
      ),
    );
    act(() => void window.dispatchEvent(new Event("visibilitychange")));
    expect(await screen.findByText(/abierta la sesión de Bruno/)).toBeVisible();
  });

  it.each([
    ["entry_used", "Este enlace ya se usó"],
    ["entry_expired", "Este enlace ya venció"],
    ["entry_repaired", "Todo listo"],
    ["entry_unknown", "Esta dirección no está completa"],
  ])("explains one that opens nothing, before and after the press: %s", async (code, title) => {
    const { user } = openLoginLink(FOR_ALL, {
      press: () => Promise.resolve(refused(code, 410)),
    });
    await user.click(await button("Continuar como Ana"));
    expect(await screen.findByText(title)).toBeVisible();
    expect(window.history.state).toMatchObject({ loginCode: null });
  });

  it("explains a code that is refused at the first look, and asks for no press", async () => {
    openLoginLink(refused("entry_expired", 410));
    expect(await screen.findByText("Este enlace ya venció")).toBeVisible();
    expect(screen.queryByRole("button", { name: /Continuar/ })).not.toBeInTheDocument();
    expect(window.history.state).toMatchObject({ loginCode: null });
  });

  it("keeps the code where there is no internet at the press, and lets in by another", async () => {
    let isOffline = true;
    const { user } = openLoginLink(FOR_ALL, {
      press: (bank) => (isOffline ? Promise.resolve(HttpResponse.error()) : signInAna(bank)),
    });
    await user.click(await button("Continuar como Ana"));
    expect(await screen.findByText("No pudimos abrir tu página")).toBeVisible();
    expect(window.history.state).toMatchObject({ loginCode: CODE });
    isOffline = false;
    await user.click(await button("Intentar ahora"));
    expect(await screen.findByRole("article", { name: /^Erebor/ })).toBeVisible();
  });
});

describe("the page of a login link for one bank", () => {
  it("has the bank, what is wrong and what comes; its press is Update itself", async () => {
    const opened: string[] = [];
    const { user } = openLoginLink(FOR_EREBOR, {
      inTheWidget: (token) => void opened.push(token),
    });
    expect(await screen.findByRole("heading", { level: 1, name: EREBOR })).toBeVisible();
    expect(document.querySelector("article img")).toHaveAttribute("src", EREBOR_AT_BELVO.logoUrl);
    expect(screen.getByText("Contraseña nueva")).toBeVisible();
    expect(screen.getByText("Qué va a pasar")).toBeVisible();

    await user.click(await button(`Actualizar ${EREBOR}`));
    await waitFor(() => expect(opened).toHaveLength(1));
    expect(window.location.pathname).toMatch(/^\/repair\/[0-9a-f-]{36}$/);
    expect(presses).toBe(1);
    // A reload opens the page, and no widget.
    expect(window.history.state).toMatchObject({ usr: null });
  });

  it("says who is signed in, where that is somebody else", async () => {
    openLoginLink({ ...FOR_EREBOR, replaces: { name: "Bruno" } });
    expect(await button(`Actualizar ${EREBOR}`)).toBeVisible();
    expect(screen.getByText(/abierta la sesión de Bruno/)).toBeVisible();
  });

  it("opens no widget where there is nothing for the person to do", async () => {
    const opened: string[] = [];
    const bank = { ...EREBOR_AT_BELVO, state: "bank_trouble", connectedAt: null } as const;
    const { user } = openLoginLink(
      { ...FOR_ALL, bank },
      { inTheWidget: (token) => void opened.push(token) },
    );
    await user.click(await button("Continuar como Ana"));
    expect(await button(`Actualizar ${EREBOR}`)).toBeVisible();
    expect(opened).toEqual([]);
  });
});

it("a person signs out on all devices by the button at the foot of the page", async () => {
  const { user } = openLoginLink(FOR_ALL);
  await user.click(await button("Continuar como Ana"));
  await screen.findByRole("article", { name: /^Erebor/ });
  const asked: string[] = [];
  network.use(
    http.delete("*/api/session", ({ request }) => {
      asked.push(new URL(request.url).search);
      return undefined;
    }),
  );
  await user.click(await button("Cerrar sesión en todos tus dispositivos"));
  expect(await screen.findByText("Elige a una persona de ejemplo")).toBeVisible();
  expect(asked).toEqual(["?everywhere=true"]);
});

it("a person is told when they could not be signed out everywhere", async () => {
  const { user } = openLoginLink(FOR_ALL);
  await user.click(await button("Continuar como Ana"));
  await screen.findByRole("article", { name: /^Erebor/ });
  network.use(http.delete("*/api/session", () => HttpResponse.error()));
  await user.click(await button("Cerrar sesión en todos tus dispositivos"));
  expect(await screen.findByRole("alert")).toHaveTextContent("No pudimos cerrar tu sesión");
});

it("whoever is kept waiting because of others' guesses is told so, and not of their network", async () => {
  openLoginLink(refused("rate_limited", 429));
  expect(await screen.findByText(/Hay muchos intentos en este momento/)).toBeVisible();
  expect(screen.getByText(/Tu dirección sigue siendo válida/)).toBeVisible();
  expect(screen.queryByText(/internet/)).toBeNull();
});
