import { expect, type BrowserContext, type Page } from "@playwright/test";
import type { Product } from "./product.ts";

/** In another tab of the same browser whoever is there leaves, and somebody else comes in. */
export async function becomeInTab(
  context: BrowserContext,
  { url }: Product,
  name: string,
): Promise<Page> {
  const other = await context.newPage();
  await other.goto(url);
  await other.getByRole("button", { name: "Salir" }).click();
  await other.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await expect(other.getByText(name)).toBeVisible();
  return other;
}
