import { screen, waitFor } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { network, serveFullStack, type FullStack } from "../../testing/full-stack.ts";
import { openAppAs } from "../../testing/open-app.tsx";

let stack: FullStack;

beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
beforeEach(async () => {
  stack = await serveFullStack();
  window.history.replaceState(null, "", "/");
});
afterEach(async () => {
  network.resetHandlers();
  await stack.close();
});
afterAll(() => network.close());

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
