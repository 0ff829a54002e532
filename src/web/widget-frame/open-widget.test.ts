import { beforeEach, describe, expect, it, vi } from "vitest";
import type { BelvoSdk } from "./belvo-sdk.ts";
import type { FromFrame } from "./frame-messages.ts";
import { openWidget } from "./open-widget.ts";

const build = vi.fn<() => void>();
const createWidget = vi.fn<BelvoSdk["createWidget"]>(() => ({ build }));

function open(theme: "dark" | null = null) {
  const told: FromFrame[] = [];
  openWidget({
    sdk: { createWidget },
    accessToken: "the-token",
    locale: "pt",
    theme,
    document,
    tell: (message) => void told.push(message),
  });
  return { told, config: createWidget.mock.calls[0]?.[1] };
}

beforeEach(() => {
  vi.clearAllMocks();
  build.mockReset();
});

describe("Belvo's widget", () => {
  it("is told the language, and to ask nothing when it is closed, whatever its defaults are", () => {
    open();
    expect(createWidget).toHaveBeenCalledExactlyOnceWith(
      "the-token",
      expect.objectContaining({
        locale: "pt",
        show_close_dialog: false,
        show_abandon_survey: false,
      }),
    );
    expect(build).toHaveBeenCalledOnce();
  });

  it("has the page's scheme around it, where the host says which", () => {
    const { style } = document.documentElement;
    open("dark");
    expect(style.colorScheme).toBe("dark");
    open();
    expect(style.colorScheme).toBe("");
  });

  it("is told nothing that could contradict the token: no country, bank or access mode", () => {
    const { config } = open();
    expect(Object.keys(config ?? {}).sort()).toEqual([
      "callback",
      "locale",
      "onEvent",
      "onExit",
      "show_abandon_survey",
      "show_close_dialog",
    ]);
  });

  it("has each of its callbacks passed on, in any order and however often", () => {
    const { told, config } = open();
    config?.onExit({ meta_data: {} });
    config?.callback("link-1", "bank");
    config?.callback("link-1", "bank");
    const success = { type: "success", data: ["link-1", "bank"] };
    expect(told).toEqual([{ type: "exit", data: { meta_data: {} } }, success, success]);
  });

  it("that throws is told as broken", () => {
    build.mockImplementation(() => {
      throw new Error("no");
    });
    expect(open().told).toEqual([{ type: "failed", reason: "widget_broken" }]);
  });
});

describe("what the widget draws", () => {
  const observed = () => new Promise((resolve) => setImmediate(resolve));
  const refuse = (blockedURI: string, effectiveDirective = "frame-src") =>
    document.dispatchEvent(
      Object.assign(new Event("securitypolicyviolation"), { effectiveDirective, blockedURI }),
    );
  /** Opens a widget that draws this. */
  async function draw(html: string) {
    document.body.innerHTML = '<div id="belvo"></div>';
    const { told } = open();
    document.getElementById("belvo")?.insertAdjacentHTML("beforeend", html);
    await observed();
    return told;
  }

  it.each([
    ["a frame", '<iframe src="https://elsewhere.example/x"></iframe>'],
    ["a frame within", '<div><iframe src="https://elsewhere.example/x"></iframe></div>'],
  ])("is nothing where it is %s that the policy refused", async (_, html) => {
    const told = await draw(html);
    expect(told).toEqual([{ type: "drawn" }]);
    refuse("https://elsewhere.example");
    expect(told).toEqual([{ type: "drawn" }, { type: "blank" }]);

    document.getElementById("belvo")?.append(document.createElement("form"));
    await observed();
    expect(told.at(-1)).toEqual({ type: "drawn" });
  });

  it.each([
    ["has a text beside it", "<p>Bank<iframe src='https://elsewhere.example/x'></iframe></p>"],
    ["is another frame", "<iframe src='https://cdn.example/x'></iframe>"],
  ])("is there where it %s", async (_, html) => {
    const told = await draw(html);
    refuse("https://elsewhere.example");
    refuse("https://cdn.example", "img-src");
    expect(told).toEqual([{ type: "drawn" }]);
  });
});
