import type { Locator, Page, Route } from "@playwright/test";
import { enterAs, expect, test } from "./fixtures.ts";

/** Presses while the answer is held back: the button says so, keeps focus, and asks once. */
async function expectPending(page: Page, path: string, button: Locator): Promise<void> {
  const held: Route[] = [];
  await page.route(path, (route) => void held.push(route));
  await button.press("Enter");
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toBeFocused();
  await button.press("Enter");
  await expect.poll(() => held).toHaveLength(1);
  await held[0]?.continue();
  await expect(button).toHaveCount(0);
  expect(held).toHaveLength(1);
  await page.unroute(path);
}

test("a press is answered at once where the server's answer takes long", async ({
  page,
  product,
}) => {
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await enterAs(page, product, "Elena Vega");
  await expectPending(page, "**/api/repair-all", button("Reparar los 5 bancos"));
  await expectPending(
    page,
    "**/api/repair-all/**",
    button("Dejar Erebor Bank Mexico para después"),
  );
  await expectPending(page, "**/api/session", button("Salir"));
});
