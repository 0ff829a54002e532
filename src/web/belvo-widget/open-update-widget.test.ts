import { beforeEach, describe, expect, it, vi } from "vitest";
import type { BelvoSdk, BelvoWidgetConfig } from "./belvo-sdk.ts";
import { openUpdateWidget } from "./open-update-widget.ts";

const frame = () => document.createElement("iframe");

function open(build?: () => void) {
  const host = document.createElement("div");
  const behind = document.createElement("div");
  document.body.append(behind, host);
  const timers: (() => void)[] = [];
  const tokens: string[] = [];
  let config: BelvoWidgetConfig | undefined;
  const sdk: BelvoSdk = {
    createWidget: (token, given) => {
      tokens.push(token);
      config = given;
      return { build: build ?? (() => host.append(frame())) };
    },
  };
  const calling = new AbortController();
  const { signal } = calling;
  const onEvent = vi.fn();
  const onLateEnd = vi.fn();
  const after = (_ms: number, callback: () => void) => {
    timers.push(callback);
    return () => void timers.splice(timers.indexOf(callback), 1);
  };
  const end = openUpdateWidget({
    ...{ sdk, accessToken: "the-token", locale: "es", host, behind, after, onEvent, onLateEnd },
    signal,
  });
  if (!config) throw new Error("the widget was not created");
  return { end, widget: config, host, behind, timers, tokens, onEvent, onLateEnd, calling };
}

const widgetError = (error_code: string) => ({ eventName: "ERROR", meta_data: { error_code } });

describe("the open widget", () => {
  beforeEach(() => document.body.replaceChildren());

  it("is created with its token, in the person's language, and without a filter", () => {
    const { tokens, widget } = open();
    expect(tokens).toEqual(["the-token"]);
    expect(widget.locale).toBe("es");
    expect(Object.keys(widget).sort()).toEqual(
      [
        "callback",
        "locale",
        "onEvent",
        "onExit",
        "show_abandon_survey",
        "show_close_dialog",
      ].sort(),
    );
  });

  it("is closed when its repair is called off, and gives the page back", async () => {
    const { end, host, behind, calling, onLateEnd } = open();
    calling.abort();
    await expect(end).resolves.toEqual({ end: "exited" });
    expect(host).toBeEmptyDOMElement();
    expect(document.documentElement.dataset).not.toHaveProperty("widget");
    expect(behind.inert).toBe(false);
    expect(onLateEnd).not.toHaveBeenCalled();
  });

  it("is left alone when its repair is called off after its end", async () => {
    const { end, widget, calling, onLateEnd } = open();
    widget.callback("link", "bank");
    await end;
    calling.abort();
    expect(onLateEnd).not.toHaveBeenCalled();
  });

  it("makes the page inert while it is open, and gives it back", async () => {
    const { end, widget, host, behind } = open();
    const root = document.documentElement;
    expect(behind.inert).toBe(true);
    expect(root.dataset).toHaveProperty("widget", "open");

    widget.callback("link", "bank");
    await end;
    expect(behind.inert).toBe(false);
    expect(root.dataset).not.toHaveProperty("widget");
    expect(host.childElementCount).toBe(0);
  });

  it("has the focus in its frame, whenever the frame comes", async () => {
    const { host } = open(() => undefined);
    const wrap = document.createElement("div");
    host.append(wrap);
    const late = frame();
    wrap.append(late);
    await expect.poll(() => document.activeElement).toBe(late);
  });

  it("ends once, and reports later ends apart", async () => {
    const { end, widget, onLateEnd } = open();
    widget.onExit({});
    widget.callback("link", "bank");
    widget.callback("link", "bank");
    await expect(end).resolves.toEqual({ end: "exited" });
    expect(onLateEnd.mock.calls).toEqual([[{ end: "succeeded" }], [{ end: "succeeded" }]]);
  });

  it("ends with the code of its last error", async () => {
    const { end, widget, onEvent } = open();
    widget.onEvent(widgetError("login_error"));
    widget.onExit({ meta_data: {} });
    await expect(end).resolves.toEqual({ end: "exited", lastErrorCode: "login_error" });
    expect(onEvent).toHaveBeenCalledWith({ name: "ERROR", code: "login_error" });
  });

  it("ends as expired as soon as it reports that its token is no longer good", async () => {
    const { end, widget } = open();
    widget.onEvent(widgetError("ACCESS_TOKEN_NOT_VALID"));
    await expect(end).resolves.toMatchObject({ end: "expired" });
  });

  it("ends as failed when nothing was ever drawn", async () => {
    const { end, host, timers } = open();
    host.replaceChildren();
    timers.forEach((fire) => fire());
    await expect(end).resolves.toEqual({ end: "failed" });
  });

  it("ends as failed and gives the page back when Belvo's script throws", async () => {
    const { end, behind } = open(() => {
      throw new Error("no such bank");
    });
    await expect(end).resolves.toEqual({ end: "failed" });
    expect(behind.inert).toBe(false);
  });

  it("stays open however long the person takes", () => {
    const { timers, host } = open();
    timers.forEach((fire) => fire());
    expect(host.querySelector("iframe")).not.toBeNull();
  });
});
