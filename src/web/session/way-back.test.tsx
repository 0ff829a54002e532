import { render, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { noChoices, Session, type HostChoices } from "#contract/session.ts";
import { giveStreams } from "../../testing/fake-stream.ts";
import { AroundAPage } from "../../testing/around-a-page.tsx";
import { network, serveEachTest, type FullStack } from "../../testing/full-stack.ts";
import { linkOf } from "../../testing/link-of-token.ts";
import { openApp, type InTheWidget } from "../../testing/open-app.tsx";
import { BrandContext, readBrand } from "../design/brand.ts";
import { WayBack } from "./way-back.tsx";

const BACK = "https://app.example.com/banks";
const EREBOR = "Erebor Bank Mexico";

let stack: FullStack;
serveEachTest((served) => {
  stack = served;
});

interface Coming extends Partial<HostChoices> {
  user?: string;
  /** The one link that the login link is for, by its bank. */
  bank?: string;
  inTheWidget?: InTheWidget;
}

/** Comes in by a login link, as to a live deployment. */
async function comeIn({ user = "demo-ana", bank, inTheWidget, ...more }: Coming = {}) {
  const choices = { ...noChoices, returnUrl: BACK, ...more };
  const { origin } = window.location;
  const headers = { "Content-Type": "application/json" };
  network.use(
    http.post("*/api/session/preview", () =>
      HttpResponse.json({ ...choices, name: "Ana", bank: null, replaces: null }),
    ),
    http.post("*/api/session", async () => {
      const init = { method: "POST", headers, body: JSON.stringify({ user }) };
      const entered = await fetch(`${origin}/api/demo/session`, init);
      const session = v.parse(Session, await entered.json());
      const { links } = v.parse(LinkPage, await (await fetch(`${origin}/api/links`)).json());
      const linkId = links.find((link) => link.bank.name === bank)?.id ?? null;
      const person = session.user && { ...session.user, ...choices, onlyLinkId: linkId };
      return HttpResponse.json({ ...session, user: person, demoUsers: null, linkId });
    }),
  );
  window.history.replaceState(null, "", `/enter#${"c".repeat(43)}`);
  const app = openApp(inTheWidget);
  app.start();
  await app.user.click(await screen.findByRole("button", { name: "Continuar como Ana" }));
  return app;
}

const wayBack = () => screen.findByRole("link", { name: "Volver a tu aplicación" });

/** Gives the bank what it wants. */
const repair: InTheWidget = async (token, { callback }) => {
  const id = linkOf(token);
  await stack.asWidget("PUT", `/api/links/${id}/`, token, { password: "pass_valid" });
  callback(id, "erebor_mx_retail");
};

describe("the way back", () => {
  it("stands in the list at the end of the last repair that it needed", async () => {
    const { user } = await comeIn({ inTheWidget: repair });
    await user.click(await screen.findByRole("button", { name: /^Actualizar Erebor/ }));
    const back = await wayBack();
    expect(screen.getByRole("article", { name: EREBOR })).toContainElement(back);
  });

  it("does not stand there while another bank needs the person", async () => {
    const { user } = await comeIn({ user: "demo-elena", inTheWidget: repair });
    await user.click(await screen.findByRole("button", { name: /^Actualizar Erebor/ }));
    expect(await screen.findByRole("button", { name: /^Seguir con/ })).toBeVisible();
    expect(screen.queryByRole("link", { name: /^Volver/ })).not.toBeInTheDocument();
  });

  it("stands at the end of a repair on the bank's page", async () => {
    const { user } = await comeIn({ inTheWidget: repair });
    await user.click(await screen.findByRole("link", { name: EREBOR }));
    await screen.findByText("Historial");
    await user.click(screen.getByRole("button", { name: /^Actualizar Erebor/ }));
    const back = await wayBack();
    expect(screen.getByRole("article", { name: EREBOR })).toContainElement(back);
  });

  it("stands at the end of the repair of one bank, and takes the whole window", async () => {
    const streams = giveStreams();
    await comeIn({ bank: EREBOR });
    await screen.findByRole("button", { name: /^Actualizar/ });
    expect(screen.queryByRole("link", { name: /^Volver/ })).not.toBeInTheDocument();

    const stream = await waitFor(
      () => streams[0] ?? Promise.reject(new Error("no stream is open")),
    );
    stream.t("ready");
    const { links } = v.parse(LinkPage, await (await fetch("/api/links")).json());
    const link = links.find((each) => each.bank.name === EREBOR);
    const at = new Date().toISOString();
    stream.t("change", {
      ...{ seq: 1_000_000, linkId: link?.id },
      link: { ...link, state: "connected", actor: null, repairedAt: at, checkedAt: at },
      entry: { kind: "state_read", seq: 1_000_000, at, state: "connected" },
    });
    const back = await wayBack();
    expect(back).toHaveAttribute("href", BACK);
    expect(back).toHaveAttribute("target", "_top");
  });

  it("stands in a list that is empty", async () => {
    await comeIn({ user: "demo-gabriela" });
    expect(await screen.findByText("Aún no tienes nada conectado")).toBeVisible();
    expect(await wayBack()).toHaveAttribute("href", BACK);
  });

  it("leads to an app by its own scheme", async () => {
    await comeIn({ user: "demo-gabriela", returnUrl: "myapp://banks" });
    expect(await wayBack()).toHaveAttribute("href", "myapp://banks");
  });

  it("is still there for who has left", async () => {
    const { user } = await comeIn();
    await screen.findByRole("article", { name: /^Erebor/ });
    await user.click(screen.getByRole("button", { name: "Salir" }));
    expect(await screen.findByText("Entra desde tu aplicación")).toBeVisible();
    expect(await wayBack()).toHaveAttribute("href", BACK);
  });

  it("is none where the host said nowhere", async () => {
    const { user } = await comeIn({ returnUrl: null });
    await screen.findByRole("article", { name: /^Erebor/ });
    await user.click(screen.getByRole("button", { name: "Salir" }));
    expect(await screen.findByText("Entra desde tu aplicación")).toBeVisible();
    expect(screen.queryByRole("link", { name: /^Volver/ })).not.toBeInTheDocument();
  });

  it("names the host, where that has a name", () => {
    render(
      <AroundAPage>
        <BrandContext value={readBrand({ brandName: "Banca Sol" })}>
          <WayBack url={BACK} />
        </BrandContext>
      </AroundAPage>,
    );
    expect(screen.getByRole("link", { name: /^Volver a .*Banca Sol/ })).toBeVisible();
  });
});

describe("the host's choices", () => {
  it("are followed before the press: its language, which is not kept, and its theme", async () => {
    network.use(
      http.post("*/api/session/preview", () =>
        HttpResponse.json({
          ...{ returnUrl: null, locale: "en", theme: "dark" },
          ...{ name: "Ana", bank: null, replaces: null },
        }),
      ),
    );
    window.history.replaceState(null, "", `/enter#${"c".repeat(43)}`);
    const { start } = openApp();
    start();
    expect(await screen.findByRole("button", { name: /^Continue as .*Ana/ })).toBeVisible();
    expect(document.documentElement.dataset).toMatchObject({ theme: "dark" });
    expect(document.documentElement).toHaveAttribute("lang", "en");
  });

  it("go on in the session, and the theme goes with the person", async () => {
    const { user } = await comeIn({ theme: "dark" });
    await screen.findByRole("article", { name: /^Erebor/ });
    expect(document.documentElement.dataset).toMatchObject({ theme: "dark" });
    await user.click(screen.getByRole("button", { name: "Salir" }));
    await screen.findByText("Entra desde tu aplicación");
    expect(document.documentElement.dataset).toMatchObject({ theme: "" });
  });
});
