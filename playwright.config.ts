import { randomInt } from "node:crypto";
import { defineConfig, type PlaywrightTestOptions, type Project } from "@playwright/test";
import type { Options } from "./src/testing/browser/fixtures.ts";
import { firefoxProject } from "./src/testing/browser/engines/firefox-project.ts";
import { chromiumArguments, findChromium } from "./src/testing/browser/chromium.ts";

type TestOptions = PlaywrightTestOptions & Pick<Options, "chaosSeed" | "widgetForm">;

const ci = process.env["CI"] !== undefined;
/** Each script of package.json leaves a report of its own. */
const script = process.env["npm_lifecycle_event"] ?? "playwright";
const executablePath = findChromium();

/** Seeds of the runs with faults: three new ones, or `CHAOS_SEEDS=17,42`. Workers get the same. */
const seeds = (process.env["CHAOS_SEEDS"] ??= Array.from({ length: 3 }, () =>
  randomInt(1_000_000),
).join())
  .split(",")
  .filter((seed) => seed !== "");

const engines = "engines/**";
/** Tests that change with the language; the others are the same in each. */
const byLanguage = ["a11y/languages.spec.ts", "a11y/layout.spec.ts"];

/** Forms that Belvo's script may have, and in which all that a person does in it comes to the page. */
const widgetForms = [
  "no_ready",
  "ready_on_window",
  "already_there",
  "single_instance",
  "puts_back",
];
/** All of the core five times over is five minutes more: these open the widget, the others look on. */
const opensWidget = ["repair.spec.ts", "widget-forms.spec.ts", "entries.spec.ts"];

const projects: Project<TestOptions>[] = [
  { name: "core", testIgnore: engines, grep: /@core/ },
  { name: "full-chromium", testIgnore: engines, grepInvert: /@core/ },
  // Colombia's Spanish differs from Mexico's in words only.
  { name: "full-es-CO", testMatch: "a11y/languages.spec.ts", use: { locale: "es-CO" } },
  ...["pt-BR", "en"].map((locale) => ({
    name: `full-${locale}`,
    testMatch: byLanguage,
    use: { locale },
  })),
  firefoxProject,
  { name: "full-webkit", testMatch: "engines/webkit.spec.ts" },
  ...widgetForms.map((widgetForm) => ({
    name: `full-widget-${widgetForm}`,
    grep: /@core/,
    testMatch: opensWidget,
    use: { widgetForm },
  })),
  ...seeds.map((chaosSeed) => ({
    name: `full-chaos-${chaosSeed}`,
    grep: /@core/,
    testIgnore: engines,
    use: { chaosSeed },
  })),
];

/**
 * The whole product in a real browser. Every test has a backend and a sandbox of its own, in the
 * process of its worker; the pages are those of the last build, made anew where they are old.
 */
export default defineConfig<TestOptions>({
  testDir: "src/testing/browser",
  testMatch: "*.spec.ts",
  outputDir: "test-results/browser",
  globalSetup: "./src/testing/browser/global-setup.ts",
  // Only a failure takes so long: a busy machine makes no test wrong, nor does a page that asks
  // again every fifteen seconds.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: ci,
  // The second run of a test is for its trace: a test that needed it has failed. CI, whose machine is
  // shared, names it and lets few of them by (.ci/count-tests.js).
  retries: 1,
  failOnFlakyTests: !ci,
  reporter: ci
    ? [["list"], ["json", { outputFile: `test-results/${script.replaceAll(":", "-")}.json` }]]
    : [["list"]],
  use: {
    locale: "es-MX",
    timezoneId: "America/Mexico_City",
    trace: "on-first-retry",
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: chromiumArguments,
    },
  },
  projects,
});
