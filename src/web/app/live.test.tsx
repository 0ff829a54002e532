import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it, vi } from "vitest";
import * as v from "valibot";
import { LinkPage, type Link } from "#contract/link.ts";
import { giveStreams } from "../../testing/fake-stream.ts";
import { network, serveEachTest } from "../../testing/full-stack.ts";
import { openAppAs, type InTheWidget } from "../../testing/open-app.tsx";

serveEachTest();

/** Enters, and waits until the server is heard. */
async function openLive(name: string, inTheWidget?: InTheWidget) {
  const streams = giveStreams();
  const app = await openAppAs(name, inTheWidget);
  const stream = await waitFor(() => {
    const [opened] = streams;
    if (!opened) throw new Error("no stream is open");
    return opened;
  });
  stream.t("ready");
  return { ...app, stream, streams };
}

const card = (bank: RegExp) => screen.findByRole("article", { name: bank });
const update = (bank: string) =>
  screen.getByRole("button", { name: new RegExp(`^Actualizar ${bank}`) });

function focused(): HTMLElement | null {
  return document.activeElement instanceof HTMLElement ? document.activeElement : null;
}

let seq = 1_000_000;

/**
 * Has the server list a bank as connected, as one of which nobody knows, or no more.
 *
 * @returns What it tells live.
 */
async function change(bank: RegExp, to: "connected" | "unsure" | "gone"): Promise<object> {
  const page = v.parse(LinkPage, await (await fetch("/api/links")).json());
  const link = page.links.find((each) => bank.test(each.bank.name));
  if (!link) throw new Error(`no link at ${String(bank)}`);
  const at = new Date().toISOString();
  const actor = to === "unsure" ? "us" : null;
  const now: Link | null = to === "gone" ? null : { ...link, state: to, actor, checkedAt: at };
  const links = page.links.flatMap((each) => (each === link ? (now ?? []) : each));
  seq += 1;
  const lastEventId = seq;
  network.use(http.get("*/api/links", () => HttpResponse.json({ ...page, links, lastEventId })));
  const entry = now && { kind: "state_read", seq, at, state: now.state };
  return { seq, linkId: link.id, link: now, entry };
}

describe("the page, on a live change", () => {
  it("shows and announces a link's new state, also when the list cannot be read again", async () => {
    const { stream } = await openLive("Ana Torres");
    await card(/^Erebor/);
    const told = await change(/^Erebor/, "connected");
    network.use(http.get("*/api/links", () => HttpResponse.error()));

    stream.t("change", told);
    await waitFor(async () => expect(await card(/^Erebor/)).toHaveTextContent("Conectado"));
    expect(screen.getByText("Todo está conectado")).toBeVisible();
    await waitFor(() =>
      expect(screen.getByRole("status")).toHaveTextContent(/Cambió el estado de Erebor/),
    );
  });

  it("lets a person update a bank of which nobody knows how it is", async () => {
    const opened: string[] = [];
    const { user, stream } = await openLive("Ana Torres", (token) => void opened.push(token));
    await card(/^Erebor/);
    stream.t("change", await change(/^Erebor/, "unsure"));
    const erebor = await card(/^Erebor/);
    await waitFor(() => expect(erebor).toHaveTextContent("Por confirmar"));
    expect(erebor).not.toHaveTextContent("No tienes que hacer nada");
    await user.click(update("Erebor"));
    await waitFor(() => expect(opened).toHaveLength(1));
  });

  it("moves focus to the bank's link when its button goes", async () => {
    const { stream } = await openLive("Ana Torres");
    await card(/^Erebor/);
    update("Erebor").focus();
    stream.t("change", await change(/^Erebor/, "connected"));
    const erebor = await card(/^Erebor/);
    await waitFor(() => expect(erebor).toHaveTextContent("Conectado"));
    expect(within(erebor).getByRole("link")).toHaveFocus();
  });

  it("draws what is told while a widget is on its way only after the widget", async () => {
    const idle: (() => void)[] = [];
    vi.stubGlobal("requestIdleCallback", (work: () => void) => idle.push(work));
    const { user, environment, stream } = await openLive("Ana Torres");
    const heimdall = await card(/^Heimdall/);
    const told = await change(/^Heimdall/, "gone");
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    network.use(http.post("*/repairs", () => held));
    await user.click(update("Erebor"));
    expect(await screen.findAllByText(/^Abriendo la pantalla/)).not.toHaveLength(0);

    stream.t("change", told);
    answer();
    await waitFor(() => expect(environment.host.querySelector("iframe")).toBeInTheDocument());
    const erebor = await card(/^Erebor/);
    await waitFor(() => expect(erebor).toHaveTextContent("Estás en la pantalla de Erebor"));
    expect(heimdall).toBeInTheDocument();
    for (const work of idle) work();
    await waitFor(() => expect(heimdall).not.toBeInTheDocument());
  });

  it("keeps an open widget, ends the busy words behind it, and returns focus to the bank when the widget closes", async () => {
    let finish: () => void = () => undefined;
    const { user, environment, stream } = await openLive("Ana Torres", (_token, config) => {
      finish = () => config.onExit({});
    });
    const erebor = await card(/^Erebor/);
    await user.click(update("Erebor"));
    const frame = await waitFor(() => {
      const found = environment.host.querySelector("iframe");
      expect(found).toBeInTheDocument();
      return found;
    });
    await waitFor(() => expect(erebor).toHaveTextContent("Estás en la pantalla de Erebor"));

    stream.t("change", await change(/^Erebor/, "connected"));
    await waitFor(() => expect(erebor).toHaveTextContent("Conectado"));
    expect(environment.host.querySelector("iframe")).toBe(frame);
    expect(erebor).not.toHaveTextContent("Estás en la pantalla de Erebor");
    expect(erebor).toHaveTextContent("volvió a conectarse");

    finish();
    await waitFor(() => expect(environment.host).toBeEmptyDOMElement());
    // On its button, or on its name where the list says meanwhile that it is connected.
    await waitFor(() => expect(erebor).toContainElement(focused()));
  });

  it("closes its stream when the person signs out, and opens one for the next person", async () => {
    const { user, stream, streams } = await openLive("Ana Torres");
    await user.click(screen.getByRole("button", { name: "Salir" }));
    await screen.findByText("Elige a una persona de ejemplo");
    expect(stream.readyState).toBe(2);
    await user.click(screen.getByRole("button", { name: /Bruno Díaz/ }));
    await waitFor(() => expect(streams).toHaveLength(2));
  });

  it.each(["change", "ready"])(
    "tells nothing of somebody else's links when the browser resumes a stream as them, and reads anew who is there: %s",
    async (event) => {
      const { stream } = await openLive("Ana Torres");
      await card(/^Erebor/);
      const before = v.parse(LinkPage, await (await fetch("/api/links")).json());
      const told = await change(/^Erebor/, "connected");
      network.use(http.get("*/api/links", () => HttpResponse.json(before)));
      const asked = vi.fn();
      network.use(http.get("*/api/session", () => void asked()));
      stream.t(event, { ...told, user: "the-key-of-somebody-else" });
      await waitFor(() => expect(asked).toHaveBeenCalled());
      expect(await card(/^Erebor/)).toHaveTextContent("Contraseña nueva");
      expect(screen.getByRole("status")).toBeEmptyDOMElement();
    },
  );

  it("removes a link that is gone, and moves focus to the main part", async () => {
    const { stream } = await openLive("Ana Torres");
    const erebor = await card(/^Erebor/);
    within(erebor).getByRole("link").focus();
    stream.t("change", await change(/^Erebor/, "gone"));
    await waitFor(() => expect(erebor).not.toBeInTheDocument());
    expect(screen.getByRole("main")).toHaveFocus();
  });
});

describe("one link's page", () => {
  const askForData = async (bank: RegExp) => {
    const { user } = await openLive("Ana Torres");
    await user.click(within(await card(bank)).getByRole("link"));
    await user.click(await screen.findByRole("button", { name: "Actualizar mis datos" }));
  };

  it("asks for fresh data, and announces the answer", async () => {
    await askForData(/^Gringotts/);
    // The sandbox's bank is quick: the answer may be that they are there already.
    const answer = /^(Listo: pedimos|Ya tienes) tus datos/;
    const gringotts = await screen.findByRole("article");
    await waitFor(() => expect(within(gringotts).getByText(answer)).toBeVisible());
    await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent(answer));
  });

  it("offers the repair when a data refresh finds that the bank needs the person", async () => {
    await askForData(/^Heimdall/);
    const heimdall = await screen.findByRole("article");
    await waitFor(() => expect(heimdall).toHaveTextContent("necesita tu atención"));
    expect(heimdall).toHaveTextContent("Código pendiente");
    expect(update("Heimdall")).toBeVisible();
    expect(within(heimdall).getByRole("heading")).toHaveFocus();
  });
});
