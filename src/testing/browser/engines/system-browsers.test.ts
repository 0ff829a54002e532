import { describe, expect, it } from "vitest";
import { requireBrowser } from "./system-browsers.ts";

const lynx = {
  name: "Lynx",
  packages: "lynx lynx-common",
  programs: { lynx: "/usr/bin/lynx", config: "/etc/lynx/lynx.cfg" },
};
const REASON = "Lynx is not here, for want of /etc/lynx/lynx.cfg: apt-get install lynx lynx-common";

/** @returns Why the test is skipped, as the test hears it and as the developer does. */
function requireLynx(files: string[], isCi: boolean): string[] {
  const reasons: string[] = [];
  const test = { skip: (_: boolean, reason: string) => reasons.push(reason) };
  const machine = {
    isThere: (path: string) => files.includes(path),
    isCi,
    tell: (reason: string) => void reasons.push(reason),
  };
  requireBrowser(lynx, test, machine);
  return reasons;
}

describe("a test that needs a browser", () => {
  it("runs where all of the browser is there", () => {
    expect(requireLynx(["/usr/bin/lynx", "/etc/lynx/lynx.cfg"], false)).toEqual([]);
  });

  it("is skipped on a developer's machine without it, and says what to install", () => {
    expect(requireLynx(["/usr/bin/lynx"], false)).toEqual([REASON, REASON]);
  });

  it("fails in CI without it, and says what to install", () => {
    expect(() => requireLynx(["/usr/bin/lynx"], true)).toThrow(REASON);
  });
});
