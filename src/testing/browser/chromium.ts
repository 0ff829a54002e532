import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";

/** Keeps the browser to the machine: it asks nobody for updates, accounts or certificates. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Finds a Chromium for the browser tests, or installs one: by the system's packages as root on
 * Debian or Ubuntu, else by Playwright's own download.
 *
 * @returns A path; `null` when Playwright's own browser is to be used.
 * @throws {Error} Saying what to install, when there is none to be had.
 */
export function provideChromium(): string | null {
  const found = findChromium();
  if (found !== null) return found;

  process.stderr.write("No Chromium here: installing one for the browser tests.\n");
  if (process.getuid?.() === 0 && runs("apt-get", ["--version"])) {
    runs("apt-get", ["update"]);
    if (runs("apt-get", ["install", "-y", "--no-install-recommends", "chromium"])) {
      const installed = findChromium();
      if (installed !== null) return installed;
    }
  }
  if (runs("npx", ["playwright", "install", "--with-deps", "chromium"])) return null;
  if (runs("npx", ["playwright", "install", "chromium"])) return null;
  throw new Error(
    "The browser tests need Chromium, and it could not be installed. Install Chromium or Google " +
      "Chrome, and set CHROMIUM_PATH to it if it is not in a usual place.",
  );
}

function findChromium(): string | null {
  const named = process.env["CHROMIUM_PATH"];
  if (named) return named;
  return USUAL_PLACES.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function runs(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
}
