import { describe, expect, it } from "vitest";
import { openSandbox } from "../testing/sandbox-bench/open-sandbox.ts";

const SCRIPTS = ["/belvo-widget-1-stable.js", "/v1.0.0/stable/belvo-widget-1-stable-main.js"];

describe("the dial for the widget", () => {
  it.each(SCRIPTS)("keeps %s from a page while it says blocked", async (path) => {
    const sandbox = openSandbox();
    await sandbox.dial({ widget: "blocked" });
    const blocked = await sandbox.call("GET", path);
    expect(blocked.status).toBe(503);
    expect(blocked.text).not.toMatch(/loader|main/);
    expect(blocked.headers.get("Cache-Control")).toBe("no-store");

    await sandbox.dial({});
    expect((await sandbox.call("GET", path)).status).toBe(200);
  });

  it.each(["normal", "silent", "late_success"])(
    "is told to a widget that opens on any page: %s",
    async (widget) => {
      const sandbox = openSandbox();
      await sandbox.dial({ widget });
      const answer = await sandbox.call("GET", "/_sandbox/widget", { authorization: null });
      expect(answer.body).toEqual({ mode: widget, successShownMs: 2_500 });
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    },
  );

  it("is off at first, and again when the sandbox starts over", async () => {
    const sandbox = openSandbox();
    const mode = async () => (await sandbox.call("GET", "/_sandbox/widget")).body;
    expect(await mode()).toMatchObject({ mode: "normal" });
    await sandbox.dial({ widget: "silent" });
    await sandbox.call("POST", "/_sandbox/reset");
    expect(await mode()).toMatchObject({ mode: "normal" });
  });

  it("shows a success for as long as the fault says", async () => {
    const sandbox = openSandbox();
    await sandbox.dial({ successShownMs: 50 });
    const answer = await sandbox.call("GET", "/_sandbox/widget");
    expect(answer.body).toMatchObject({ successShownMs: 50 });
  });
});
