import { chromiumArguments, findChromium } from "./chromium.ts";
import { enterAs, expect, test } from "./fixtures.ts";

const executablePath = findChromium();

test.use({
  launchOptions: {
    ...(executablePath === null ? {} : { executablePath }),
    args: chromiumArguments,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  },
});

test("a page that the browser had kept shows who is there when it comes back, and not who was", async ({
  page,
  context,
  product,
}) => {
  await page.addInitScript(() => {
    window.addEventListener("pageshow", ({ persisted }) => {
      document.documentElement.dataset["kept"] = String(persisted);
    });
  });
  await enterAs(page, product, "Elena Vega");
  await page.goto(`${product.sandboxUrl}/_sandbox/users`);

  const other = await context.newPage();
  await other.goto(product.url);
  await other.getByRole("button", { name: "Salir" }).click();
  await other.getByRole("button", { name: /^Carla Ríos/ }).click();
  await expect(other.getByText("Carla Ríos")).toBeVisible();
  await other.close();

  await page.goBack({ waitUntil: "commit" });
  await expect(page.getByRole("banner")).toContainText("Carla Ríos");
  await expect(page.getByText("Elena Vega")).toHaveCount(0);
  await expect(page.getByRole("article", { name: "Erebor Bank Mexico" })).toHaveCount(0);
  await expect(page.locator("html")).not.toHaveCSS("visibility", "hidden");
  test.info().annotations.push({
    type: "kept by the browser",
    description: String(await page.locator("html").getAttribute("data-kept")),
  });
});
