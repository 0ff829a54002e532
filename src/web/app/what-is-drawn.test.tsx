import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage, type Link } from "#contract/link.ts";
import { giveStreams } from "../../testing/fake-stream.ts";
import { network, serveEachTest } from "../../testing/full-stack.ts";
import { openAppAs } from "../../testing/open-app.tsx";

serveEachTest();

const PRESSED = "Erebor Bank Mexico";

/** The banks whose cards say something in `sentences`: a card that is drawn anew says its words again. */
function banksIn(sentences: readonly string[]): string[] {
  const banks = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
  return banks.filter((bank) => sentences.some((sentence) => sentence.includes(bank)));
}

describe("a press of Update", () => {
  it("has the pressed bank's card drawn anew and no other, from the press to the repair's end", async () => {
    let leave: () => void = () => undefined;
    const { user, said } = await openAppAs("Elena Vega", (_token, { onExit }) => {
      leave = () => onExit({});
    });
    const update = await screen.findByRole("button", { name: `Actualizar ${PRESSED}` });
    const heimdall = screen.getByRole("button", { name: "Actualizar Heimdall Bank Mexico" });
    expect(banksIn(said).length).toBeGreaterThan(4);

    said.length = 0;
    await user.click(update);
    expect(await screen.findAllByText(/Estás en la pantalla/)).not.toHaveLength(0);
    expect(heimdall).toHaveAttribute("aria-disabled", "true");
    expect(heimdall).toHaveAttribute("title");
    expect(banksIn(said)).toEqual([PRESSED]);

    leave();
    await waitFor(() => expect(heimdall).toHaveAttribute("aria-disabled", "false"));
    expect(heimdall).not.toHaveAttribute("title");
    expect(banksIn(said)).toEqual([PRESSED]);
  });
});

describe("a live change", () => {
  it("has the changed bank's card drawn anew and no other, also when the list is read again", async () => {
    const streams = giveStreams();
    const { said } = await openAppAs("Elena Vega");
    const changed = await screen.findByRole("article", { name: /^Heimdall Bank Mexico/ });
    const stream = await waitFor(() => {
      const [opened] = streams;
      if (!opened) throw new Error("no stream is open");
      return opened;
    });
    const page = v.parse(LinkPage, await (await fetch("/api/links")).json());
    const link = page.links.find(({ bank }) => bank.name === "Heimdall Bank Mexico");
    if (!link) throw new Error("Elena has no such bank");
    const seq = page.lastEventId + 1;
    const at = new Date().toISOString();
    const connected: Link = { ...link, state: "connected", actor: null, checkedAt: at };
    let reads = 0;
    network.use(
      http.get("*/api/links", () => {
        reads += 1;
        const links = page.links.map((each) => (each === link ? connected : each));
        return HttpResponse.json({ ...page, links, lastEventId: seq });
      }),
    );

    said.length = 0;
    const entry = { kind: "state_read", seq, at, state: "connected" };
    stream.t("change", { seq, linkId: link.id, link: connected, entry });
    await waitFor(() => expect(changed).toHaveTextContent("Conectado"));
    await waitFor(() => expect(reads).toBe(1));
    // The counts come with the answer.
    expect(await screen.findByText("4 bancos necesitan tu atención")).toBeVisible();
    expect(banksIn(said).filter((bank) => bank !== link.bank.name)).toEqual([]);
  });
});
