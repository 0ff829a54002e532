import { existsSync } from "node:fs";

/** A browser that comes with the system's packages, where Playwright brings none that would do. */
interface SystemBrowser {
  name: string;
  /** What to install on Debian. */
  packages: string;
  /** All that is needed, by its path. */
  programs: Readonly<Record<string, string>>;
}

export const FIREFOX = {
  name: "Firefox",
  packages: "firefox-esr",
  programs: { firefox: process.env["FIREFOX_PATH"] ?? "/usr/bin/firefox-esr" },
} satisfies SystemBrowser;

const machine = process.arch === "arm64" ? "aarch64" : "x86_64";

export const WEBKIT = {
  name: "WebKit",
  packages: "webkit2gtk-driver xvfb",
  programs: {
    driver: "/usr/bin/WebKitWebDriver",
    miniBrowser: `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
    xvfb: "/usr/bin/Xvfb",
  },
} satisfies SystemBrowser;

interface Test {
  skip: (condition: boolean, reason: string) => void;
}

interface Machine {
  isThere: (path: string) => boolean;
  /** Where nothing may be skipped. */
  isCi: boolean;
  tell: (reason: string) => void;
}

const thisMachine: Machine = {
  isThere: (path) => existsSync(path),
  isCi: process.env["CI"] !== undefined,
  tell: tellOnce,
};

/**
 * Skips a test where its browser is missing, and says what to install.
 *
 * @throws {Error} Saying the same, in CI.
 */
export function requireBrowser(browser: SystemBrowser, test: Test, on = thisMachine): void {
  const { name, packages, programs } = browser;
  const missing = Object.values(programs).filter((path) => !on.isThere(path));
  if (missing.length === 0) return;
  const reason = `${name} is not here, for want of ${missing.join(", ")}: apt-get install ${packages}`;
  if (on.isCi) throw new Error(reason);
  on.tell(reason);
  test.skip(true, reason);
}

const told = new Set<string>();

/** No reporter that writes to a terminal says why tests were skipped. */
function tellOnce(reason: string): void {
  if (told.has(reason)) return;
  told.add(reason);
  process.stderr.write(`Skipped: ${reason}\n`);
}
