import { spawnSync } from "node:child_process";
import { findChromium } from "./chromium.ts";

/**
 * `npm test` makes sure of a Chromium: the machine's own, or one that the system's packages have (as
 * root on Debian or Ubuntu), or else Playwright's download.
 */
if (findChromium() === null && !install()) {
  process.stderr.write(
    "The browser tests need Chromium, and it could not be installed. Install Chromium or Google " +
      "Chrome, and set CHROMIUM_PATH to it if it is not in a usual place.\n",
  );
  process.exitCode = 1;
}

function install(): boolean {
  process.stderr.write("No Chromium here: installing one for the browser tests.\n");
  if (process.getuid?.() === 0 && runs("apt-get", ["--version"])) {
    runs("apt-get", ["update"]);
    if (runs("apt-get", ["install", "-y", "--no-install-recommends", "chromium"])) return true;
  }
  return (
    runs("npx", ["playwright", "install", "--with-deps", "chromium"]) ||
    runs("npx", ["playwright", "install", "chromium"])
  );
}

function runs(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
}
