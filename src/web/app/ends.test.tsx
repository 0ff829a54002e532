import { act, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import * as v from "valibot";
import { describe, expect, it, vi } from "vitest";
import type { HistoryEntry, LinkDetail } from "#contract/history.ts";
import { LinkPage, type Link } from "#contract/link.ts";
import { Session } from "#contract/session.ts";
import { aLink } from "../../testing/a-link.ts";
import { network, serveEachTest, type FullStack } from "../../testing/full-stack.ts";
import { linkOf } from "../../testing/link-of-token.ts";
import { openApp, type InTheWidget } from "../../testing/open-app.tsx";

let stack: FullStack;

serveEachTest((served) => {
  stack = served;
});

const signInAna = () =>
  fetch("/api/demo/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user: "demo-ana" }),
  });

interface Given {
  history?: HistoryEntry[];
  /** Whether the person came by a login link for this one bank. */
  isOnlyLink?: boolean;
}

/** Has the server answer with this link, whichever is asked for. */
function showAs(link: Link, history: HistoryEntry[] = []): void {
  const detail: LinkDetail = { link, history, lastEventId: 1 };
  network.use(http.get("*/api/links/:linkId", () => HttpResponse.json(detail)));
}

/** Opens the page that is for one link's repair, with the link as it is given. */
async function openRepairPage(parts: Partial<Link>, given: Given = {}): Promise<void> {
  const link = aLink(parts);
  showAs(link, given.history);
  await signInAna();
  const session = v.parse(Session, await (await fetch("/api/session")).json());
  const user = session.user && { ...session.user, onlyLinkId: link.id };
  const narrow = http.get("*/api/session", () => HttpResponse.json({ ...session, user }));
  if (given.isOnlyLink) network.use(narrow);
  window.history.replaceState(null, "", `/repair/${link.id}`);
  openApp().start();
  await screen.findByRole("heading", { level: 1, name: link.bank.name });
}

const MAY_CLOSE = "Ya puedes cerrar esta página.";
const repaired: HistoryEntry = {
  ...{ kind: "repair_ended", seq: 9, at: "2026-01-02T10:00:00.000Z", result: "repaired" },
  reference: "R-1",
  receipt: { before: "password_needed", after: "connected", tookMs: 61_000 },
};

describe("the page for one link's repair", () => {
  it("lets a person go who came for this link alone, once Belvo says that it is connected", async () => {
    await openRepairPage({ state: "connected" }, { isOnlyLink: true });
    expect(await screen.findByText(MAY_CLOSE)).toBeVisible();
    expect(screen.getByText("Conectado")).toBeVisible();
  });

  it("does not do so while that is in doubt", async () => {
    await openRepairPage({ state: "checking", actor: "us" }, { isOnlyLink: true });
    expect(screen.getByText(/^Estamos verificando Heimdall/)).toBeVisible();
    expect(screen.queryByText(MAY_CLOSE)).not.toBeInTheDocument();
  });

  it("leads whoever has other banks back to them", async () => {
    await openRepairPage({ state: "connected" });
    expect(await screen.findByRole("link", { name: "Ver todo" })).toBeVisible();
    expect(screen.queryByText(MAY_CLOSE)).not.toBeInTheDocument();
  });

  it("has the receipt of the repair after which it is connected", async () => {
    await openRepairPage({ state: "connected" }, { isOnlyLink: true, history: [repaired] });
    expect(await screen.findByText("Comprobante")).toBeVisible();
    expect(screen.getByText("R-1")).toBeInTheDocument();
  });

  it("has it also where another try came to nothing after that", async () => {
    const left: HistoryEntry = { ...repaired, seq: 10, result: "left" };
    await openRepairPage({ state: "connected" }, { isOnlyLink: true, history: [left, repaired] });
    expect(await screen.findByText("Comprobante")).toBeVisible();
  });

  it("has none where it broke again, and was repaired elsewhere", async () => {
    const { at } = repaired;
    const history: HistoryEntry[] = [
      { kind: "state_read", seq: 11, at, state: "connected" },
      { kind: "state_read", seq: 10, at, state: "password_needed" },
      repaired,
    ];
    // What it would be drawn with is there.
    await import("../links/repair-receipt.tsx");
    await openRepairPage({ state: "connected" }, { isOnlyLink: true, history });
    expect(await screen.findByText(MAY_CLOSE)).toBeVisible();
    await act(() => Promise.resolve());
    expect(document.querySelector("article details")).toBeNull();
  });
});

describe("the end of a repair", () => {
  const typePassword: InTheWidget = async (token, { callback }) => {
    const id = linkOf(token);
    await stack.asWidget("PUT", `/api/links/${id}/`, token, { password: "pass_valid" });
    callback(id, "erebor_mx_retail");
  };

  /** Ana opens the page of Erebor alone and presses Update. */
  async function update(inTheWidget: InTheWidget) {
    await signInAna();
    const list: unknown = await (await fetch("/api/links?q=erebor")).json();
    const [erebor] = v.parse(LinkPage, list).links;
    window.history.replaceState(null, "", `/repair/${erebor?.id}`);
    const { user, start } = openApp(inTheWidget);
    start();
    await user.click(await screen.findByRole("button", { name: /^Actualizar/ }));
    return within(screen.getByRole("article"));
  }

  const signOf = (status: HTMLElement) => status.parentElement?.querySelector("svg") ?? null;

  it("leaves a status that is not well its sign", async () => {
    const page = await update((_token, { onExit }) =>
      onExit({ last_encountered_error: { code: "login_error", message: "…" } }),
    );
    await page.findByText(/no aceptó esos datos/);
    expect(signOf(page.getByText("Contraseña nueva"))).not.toBeNull();
  });

  it("is told once on the bank's own page, with the receipt below", async () => {
    const page = await update(typePassword);
    await page.findByText(/volvió a conectarse/);
    expect(signOf(page.getByText("Conectado", { selector: "span" }))).toBeNull();
    expect(await page.findByText("Comprobante")).toBeVisible();
    expect(page.getAllByText(/volvió a conectarse/)).toHaveLength(1);
    expect(page.getAllByText("Comprobante")).toHaveLength(1);
  });

  it("is not told while a repair is still being confirmed, though the link is connected", async () => {
    network.use(http.post("*/api/links/:linkId/repairs", () => new Promise(() => undefined)));
    await openRepairPage({ state: "password_needed" }, { isOnlyLink: true });
    await userEvent.click(screen.getByRole("button", { name: /^Actualizar/ }));
    showAs(aLink({ state: "connected", actor: null }));
    // What is older than some seconds is read anew by whoever comes back to the tab.
    const later = Date.now() + 60_000;
    vi.spyOn(Date, "now").mockReturnValue(later);
    act(() => void window.dispatchEvent(new Event("visibilitychange")));
    expect(await screen.findByText("Conectado")).toBeVisible();
    expect(screen.queryByText(MAY_CLOSE)).not.toBeInTheDocument();
  });
});

it("whoever starts to repair all as the last bank is repaired elsewhere is told that all is connected", async () => {
  await signInAna();
  const list = v.parse(LinkPage, await (await fetch("/api/links")).json());
  const isWell = (link: Link): Link => ({ ...link, state: "connected", actor: null });
  const counts = { ...list.counts, password_needed: 0, connected: list.total };
  const problem = { type: "about:blank", title: "no", status: 409, requestId: "1" };
  network.use(
    http.post("*/api/repair-all", () => {
      const links = list.links.map(isWell);
      network.use(http.get("*/api/links", () => HttpResponse.json({ ...list, links, counts })));
      return HttpResponse.json({ ...problem, code: "already_connected" }, { status: 409 });
    }),
  );
  window.history.replaceState(null, "", "/repair");
  const { user, start } = openApp();
  start();
  await user.click(await screen.findByRole("button", { name: "Empezar" }));
  expect(await screen.findByText("Todo está conectado")).toBeVisible();
});
