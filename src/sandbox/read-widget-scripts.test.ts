import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readWidgetScripts } from "./read-widget-scripts.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sandbox-widget-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function build(): void {
  const folder = join(root, "dist/widget");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "loader.js"), "loader");
  writeFileSync(join(folder, "main.js"), "main");
}

describe("readWidgetScripts", () => {
  it.each(["dist/node/sandbox.js", "src/sandbox/main.ts"])(
    "finds the widget's scripts when it is called from %s",
    (file) => {
      build();
      const here = pathToFileURL(join(root, file)).href;
      expect(readWidgetScripts(here)).toEqual({ loader: "loader", main: "main" });
    },
  );

  it("says to run the build when the scripts have not been built", () => {
    const here = pathToFileURL(join(root, "src/sandbox/main.ts")).href;
    expect(() => readWidgetScripts(here)).toThrow("run `npm run build`");
  });
});
