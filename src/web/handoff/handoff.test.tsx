import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { giveStreams } from "../../testing/fake-stream.ts";
import { network, serveEachTest } from "../../testing/full-stack.ts";
import { openAppAs } from "../../testing/open-app.tsx";

const NAME = /^Sigue en tu celular con .*Erebor/;
const CODE = { name: /^Código QR para seguir con .*Erebor/ };

serveEachTest();
beforeEach(() => asDevice({ isDesktop: true }));

const device = window.matchMedia("none");

function asDevice({ isDesktop }: { isDesktop: boolean }): void {
  vi.spyOn(window, "matchMedia").mockImplementation((media) =>
    Object.assign(device, { matches: isDesktop && media.includes("pointer: fine") }),
  );
}

const card = () => screen.findByRole("article", { name: /^Erebor/ });
const button = () => screen.findByRole("button", { name: NAME });

async function openPanel() {
  const app = await openAppAs("Ana Torres");
  await card();
  await app.user.click(await button());
  return { ...app, panel: await screen.findByRole("group", { name: NAME }) };
}

describe("the way to the phone", () => {
  it("is a code that says what it is, has the focus, and gives it back", async () => {
    const { user, panel } = await openPanel();
    expect(panel).toHaveFocus();
    expect(await within(panel).findByRole("img", CODE)).toBeVisible();
    expect(panel).toHaveTextContent(/Vale dos minutos y se abre una sola vez/);
    expect(await button()).toHaveAttribute("aria-expanded", "true");
    expect(document.body.innerHTML).not.toContain("/enter#");

    await user.click(within(panel).getByRole("button", { name: "Cerrar código" }));
    expect(panel).not.toBeInTheDocument();
    expect(await button()).toHaveFocus();
    expect(await button()).toHaveAttribute("aria-expanded", "false");
  });

  it("is offered on a desktop alone, and of a bank alone that can be repaired", async () => {
    await openAppAs("Ana Torres");
    await card();
    expect(await button()).toBeVisible();
    expect(screen.getAllByRole("button", { name: /^Sigue en tu celular/ })).toHaveLength(1);
  });

  it("is not offered on a phone", async () => {
    asDevice({ isDesktop: false });
    await openAppAs("Ana Torres");
    await card();
    expect(screen.queryByRole("button", { name: NAME })).not.toBeInTheDocument();
  });

  it("opens in the demo in a window as wide as a phone", async () => {
    const open = vi.spyOn(window, "open").mockReturnValue(null);
    const { user, panel } = await openPanel();
    const here = "Abrir aquí en una ventana de celular";
    await user.click(await within(panel).findByRole("button", { name: here }));
    expect(open).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/\/enter#[\w-]{43}$/),
      "_blank",
      "popup,width=390,height=844",
    );
  });

  it("says that a code is over, and gets another", async () => {
    let asked = 0;
    network.use(
      http.post("*/api/links/:linkId/handoff", () => {
        asked += 1;
        const expiresAt = new Date(Date.now() + (asked === 1 ? 20 : 120_000)).toISOString();
        return HttpResponse.json({ url: "https://banks.example.com/enter#x", expiresAt });
      }),
    );
    const { user, panel } = await openPanel();
    expect(await within(panel).findByText("Este código ya no vale.")).toBeVisible();
    expect(within(panel).queryByRole("img")).not.toBeInTheDocument();
    await user.click(within(panel).getByRole("button", { name: "Pide otro" }));
    expect(await within(panel).findByRole("img", CODE)).toBeVisible();
    expect(asked).toBe(2);
  });

  it("says why there is none, and tries again", async () => {
    network.use(
      http.post("*/api/links/:linkId/handoff", () => HttpResponse.error(), { once: true }),
    );
    const { user, panel } = await openPanel();
    expect(await within(panel).findByText(/No tienes conexión a internet/)).toBeVisible();
    await user.click(within(panel).getByRole("button", { name: "Intentar ahora" }));
    expect(await within(panel).findByRole("img", CODE)).toBeVisible();
  });

  it("goes by itself once the bank is connected, and leaves the focus with the bank", async () => {
    const streams = giveStreams();
    const { panel } = await openPanel();
    const stream = await waitFor(() => {
      const [opened] = streams;
      if (!opened) throw new Error("no stream is open");
      return opened;
    });
    stream.t("ready");
    const { links } = v.parse(LinkPage, await (await fetch("/api/links")).json());
    const found = links.find(({ bank }) => bank.name.startsWith("Erebor"));
    const at = new Date().toISOString();
    stream.t("change", {
      ...{ seq: 1_000_000, linkId: found?.id },
      link: { ...found, state: "connected", actor: null, checkedAt: at },
      entry: { kind: "state_read", seq: 1_000_000, at, state: "connected" },
    });
    await waitFor(() => expect(panel).not.toBeInTheDocument());
    expect(screen.queryByRole("button", { name: NAME })).not.toBeInTheDocument();
    expect(within(await card()).getByRole("link")).toHaveFocus();
  });
});
