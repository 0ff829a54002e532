import { expect, it } from "vitest";
import type { BrandLogo } from "../settings/brand-logo.ts";
import { brandingOf, createHostedPage } from "./hosted-widget.ts";

const PUBLIC_URL = "https://app.example";
const logo = (extension: BrandLogo["extension"]): BrandLogo => ({
  extension,
  type: "image/x",
  body: new Uint8Array(),
});

it.each([
  [{ name: null, logo: null }, null],
  [{ name: "Banca Sol", logo: null }, { name: "Banca Sol" }],
  // Belvo's logos are SVGs.
  [{ name: null, logo: logo(".png") }, null],
  [
    { name: "Banca Sol", logo: logo(".svg") },
    { name: "Banca Sol", logoUrl: "https://app.example/brand/logo.svg" },
  ],
])("Belvo's page gets what it can show of the brand %j", (brand, branding) => {
  expect(brandingOf({ accent: null, ...brand }, PUBLIC_URL)).toEqual(branding);
});

it("each way back has an id of its own, in the path, and no query of ours", () => {
  let made = 0;
  const page = createHostedPage({
    publicUrl: PUBLIC_URL,
    hostedUrl: "https://widget.belvo.io/",
    branding: null,
    randomToken: () => `id-${(made += 1)}`,
  });
  const { widget } = page.newReturn();
  expect(page.newReturn().returnId).toBe("id-2");
  expect(Object.values(widget.callbackUrls)).toEqual(
    ["success", "exit", "event"].map((outcome) => `https://app.example/return/id-1/${outcome}`),
  );
  expect(page.addressOf("a.b.c", "es")).toBe(
    "https://widget.belvo.io/?access_token=a.b.c&locale=es&show_close_dialog=false&show_abandon_survey=false",
  );
});
