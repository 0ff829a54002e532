import { defineConfig } from "@playwright/test";
import { chaosSeed } from "./src/testing/browser/chaos.ts";
import { chromiumArguments } from "./src/testing/browser/chromium.ts";

const ci = process.env["CI"] !== undefined;
const inChaos = chaosSeed !== null;
const name = inChaos ? `chaos-${chaosSeed}` : "browser";

/**
 * The whole product in a real browser: every test starts a backend and a sandbox of its own. In chaos
 * Belvo's webhooks may never come and its answers be late, so that what is awaited may take a round
 * of asking again; the tests of live updates are about nothing but how soon they come.
 */
export default defineConfig({
  testDir: "src/testing/browser",
  testMatch: "*.spec.ts",
  testIgnore: inChaos ? ["live.spec.ts", "fresh-data.spec.ts"] : [],
  outputDir: `test-results/${name}`,
  timeout: inChaos ? 120_000 : 60_000,
  expect: { timeout: inChaos ? 25_000 : 10_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: ci,
  reporter:
    ci || inChaos ? [["list"], ["json", { outputFile: `test-results/${name}.json` }]] : [["list"]],
  use: {
    locale: "es-MX",
    timezoneId: "America/Mexico_City",
    // Tracing costs a quarter of the time; a seed that fails can be run again with it.
    trace: inChaos ? "off" : "retain-on-failure",
    launchOptions: {
      ...(process.env["CHROMIUM_PATH"] ? { executablePath: process.env["CHROMIUM_PATH"] } : {}),
      args: chromiumArguments,
    },
  },
});
