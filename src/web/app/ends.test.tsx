import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { LinkDetail } from "#contract/history.ts";
import type { Link } from "#contract/link.ts";
import { aLink } from "../../testing/a-link.ts";
import { network, serveEachTest } from "../../testing/full-stack.ts";
import { openApp } from "../../testing/open-app.tsx";

serveEachTest();

/** Opens the page that is for one link's repair, with the link as it is given. */
async function openRepairPage(parts: Partial<Link>): Promise<void> {
  const link = aLink(parts);
  const detail: LinkDetail = { link, history: [], lastEventId: 1 };
  network.use(http.get("*/api/links/:linkId", () => HttpResponse.json(detail)));
  await fetch("/api/demo/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user: "demo-ana" }),
  });
  window.history.replaceState(null, "", `/repair/${link.id}`);
  openApp().start();
  await screen.findByRole("heading", { level: 1, name: link.bank.name });
}

describe("the page for one link's repair", () => {
  const DONE = "Todo listo. Heimdall está conectado y ya puedes cerrar esta página.";

  it("says that all is done once Belvo says that the link is connected", async () => {
    await openRepairPage({ state: "connected" });
    expect(screen.getByText(DONE)).toBeVisible();
  });

  it("does not say so while that is in doubt", async () => {
    await openRepairPage({ state: "checking", actor: "us" });
    expect(screen.getByText(/^Estamos verificando Heimdall/)).toBeVisible();
    expect(screen.queryByText(DONE)).not.toBeInTheDocument();
  });
});
