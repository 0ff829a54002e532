import { spawnSync } from "node:child_process";
import { provideChromium } from "./chromium.ts";

/** `npm run test:browser`: makes sure of a browser, then hands over to Playwright. */
const chromium = provideChromium();
const { status } = spawnSync("npx", ["playwright", "test", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }) },
});
process.exitCode = status ?? 1;
