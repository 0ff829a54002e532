import { defineConfig } from "@playwright/test";
import { chromiumArguments } from "./src/testing/browser/chromium.ts";

const ci = process.env["CI"] !== undefined;

/** The whole product in a real browser: every test starts a backend and a sandbox of its own. */
export default defineConfig({
  testDir: "src/testing/browser",
  testMatch: "*.spec.ts",
  outputDir: "test-results/browser",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: ci,
  reporter: ci ? [["list"], ["json", { outputFile: "test-results/browser.json" }]] : [["list"]],
  use: {
    locale: "es-MX",
    timezoneId: "America/Mexico_City",
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env["CHROMIUM_PATH"] ? { executablePath: process.env["CHROMIUM_PATH"] } : {}),
      args: chromiumArguments,
    },
  },
});
