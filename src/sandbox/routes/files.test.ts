import { describe, expect, it } from "vitest";
import { openSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";

const SCRIPTS = ["/belvo-widget-1-stable.js", "/v1.0.0/stable/belvo-widget-1-stable-main.js"];

describe("the fault widget", () => {
  it.each(SCRIPTS)("answers 503 at %s while it is blocked", async (path) => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ widget: "blocked" });
    const blocked = await sandbox.call("GET", path);
    expect(blocked.status).toBe(503);
    expect(blocked.text).not.toMatch(/loader|main/);
    expect(blocked.headers.get("Cache-Control")).toBe("no-store");

    await sandbox.setFaults({});
    expect((await sandbox.call("GET", path)).status).toBe(200);
  });

  it.each(SCRIPTS)("is told the script at %s, which behaves so as it is loaded", async (path) => {
    const sandbox = openSandbox();
    const { text } = await sandbox.call("GET", path);
    await sandbox.setFaults({ widget: "ready_on_window" });
    const told = await sandbox.call("GET", path);
    expect(told.text).toBe(`window.sandboxWidget = "ready_on_window";\n${text}`);
  });

  it.each(["normal", "silent", "late_success", "drawn_silent", "puts_back"])(
    "is shown to a widget on a page of any origin: %s",
    async (widget) => {
      const sandbox = openSandbox();
      await sandbox.setFaults({ widget });
      const answer = await sandbox.call("GET", "/_sandbox/widget", { authorization: null });
      expect(answer.body).toEqual({ mode: widget, successShownMs: 2_500 });
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    },
  );

  it("is normal at first, and again after a reset", async () => {
    const sandbox = openSandbox();
    const mode = async () => (await sandbox.call("GET", "/_sandbox/widget")).body;
    expect(await mode()).toMatchObject({ mode: "normal" });
    await sandbox.setFaults({ widget: "silent" });
    await sandbox.call("POST", "/_sandbox/reset");
    expect(await mode()).toMatchObject({ mode: "normal" });
  });

  it("shows a success for as long as the fault says", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ successShownMs: 50 });
    const answer = await sandbox.call("GET", "/_sandbox/widget");
    expect(answer.body).toMatchObject({ successShownMs: 50 });
  });
});

it("the hosted widget is a page with a script that no fault of the embedded one touches", async () => {
  const sandbox = openSandbox();
  await sandbox.setFaults({ widget: "blocked" });
  const page = await sandbox.call("GET", "/hosted?access_token=a.b.c", { authorization: null });
  expect(page.headers.get("Content-Type")).toContain("text/html");
  const [, path = ""] = /src="([^"]+)"/.exec(page.text) ?? [];
  expect((await sandbox.call("GET", path)).text).toMatch(/^window\.sandboxWidget = "hosted";\n/);
});
