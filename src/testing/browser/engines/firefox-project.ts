import { join } from "node:path";
import type { PlaywrightTestProject } from "@playwright/test";

/**
 * Debian's Firefox, by WebDriver BiDi. It cannot override media features: colour scheme, reduced
 * motion and forced colours stay as the machine has them.
 */
export const firefoxProject = {
  name: "full-firefox",
  testMatch: ["repair.spec.ts", "live.spec.ts", "repairAll.spec.ts"],
  use: {
    browserName: "firefox",
    channel: "moz-firefox",
    launchOptions: {
      executablePath: join(import.meta.dirname, "firefox-relay.ts"),
      // All in one process: what WebDriver presses does not reach a frame that has another one.
      firefoxUserPrefs: { "fission.webContentIsolationStrategy": 0 },
    },
    // The page's own policy forbids what Playwright puts into it for a picture.
    screenshot: "off",
    trace: "off",
  },
} satisfies PlaywrightTestProject;

/**
 * What Firefox logs in the way that it logs what a page throws: a stream that it could not open, and a
 * font that came to nothing since the document went away (NS_BINDING_ABORTED).
 */
export const OF_THE_NETWORK =
  /^Firefox can’t establish a connection to the server at |^download failed .* status=2152398850 /;
