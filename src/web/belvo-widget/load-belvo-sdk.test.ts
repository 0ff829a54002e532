import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BelvoSdk } from "./belvo-sdk.ts";
import { createBelvoLoader, WidgetUnavailableError } from "./load-belvo-sdk.ts";

const SRC = "https://widget.test/belvo-widget-1-stable.js";
const stub: BelvoSdk = { createWidget: () => ({ build: () => undefined }) };
const real: BelvoSdk = { createWidget: () => ({ build: () => undefined }) };

/** Plays Belvo's scripts: the tags are real, what they would do is done by hand. */
function page() {
  const window: { belvoSDK?: BelvoSdk } = {};
  const timers: (() => void)[] = [];
  const after = (_ms: number, callback: () => void) => {
    timers.push(callback);
    return () => void timers.splice(timers.indexOf(callback), 1);
  };
  const tags = () => [...document.querySelectorAll<HTMLScriptElement>(`script[src="${SRC}"]`)];
  return {
    load: createBelvoLoader({ document, window, after }),
    tags,
    timers,
    bootstrap: () => {
      window.belvoSDK = stub;
      const module = document.createElement("script");
      module.type = "module";
      module.src = "https://widget.test/v2/main.js";
      document.head.append(module);
      tags().at(-1)?.dispatchEvent(new Event("load"));
      return module;
    },
    ready: () => {
      window.belvoSDK = real;
      document.dispatchEvent(new Event("belvoReady"));
    },
  };
}

beforeEach(() => {
  // jsdom must not try to fetch the tags' addresses.
  vi.spyOn(document.head, "append");
});
afterEach(() => {
  document.head.replaceChildren();
});

describe("loading Belvo's widget script", () => {
  it("waits for the real SDK, and never hands out the stub", async () => {
    const { load, bootstrap, ready } = page();
    const loading = load(SRC);
    bootstrap();
    ready();
    await expect(loading).resolves.toBe(real);
  });

  it("adds one script tag for any number of callers", async () => {
    const { load, tags, bootstrap, ready } = page();
    const both = Promise.all([load(SRC), load(SRC)]);
    bootstrap();
    ready();
    await both;
    await load(SRC);
    expect(tags()).toHaveLength(1);
  });

  it("tries again with a new tag after the script was blocked", async () => {
    const { load, tags, bootstrap, ready } = page();
    const blocked = load(SRC);
    tags()[0]?.dispatchEvent(new Event("error"));
    await expect(blocked).rejects.toMatchObject({ reload: false });

    const second = load(SRC);
    bootstrap();
    ready();
    await expect(second).resolves.toBe(real);
    expect(tags()).toHaveLength(2);
  });

  it("fails with the need to reload the page once the module failed, and then at once", async () => {
    const { load, bootstrap } = page();
    const loading = load(SRC);
    bootstrap().dispatchEvent(new Event("error"));
    await expect(loading).rejects.toMatchObject({ reload: true });
    await expect(load(SRC)).rejects.toBeInstanceOf(WidgetUnavailableError);
  });

  it("does not mistake somebody else's failed script for Belvo's", async () => {
    const { load, bootstrap, ready } = page();
    const loading = load(SRC);
    const other = document.createElement("script");
    other.type = "module";
    other.src = "https://elsewhere.test/x.js";
    document.head.append(other);
    other.dispatchEvent(new Event("error"));
    bootstrap();
    ready();
    await expect(loading).resolves.toBe(real);
  });

  it("gives up when the script stays silent, and takes an SDK that comes late", async () => {
    const { load, bootstrap, ready, timers } = page();
    const loading = load(SRC);
    bootstrap();
    timers.forEach((fire) => fire());
    await expect(loading).rejects.toMatchObject({ reload: true });

    ready();
    await expect(load(SRC)).resolves.toBe(real);
  });

  it("leaves Belvo's script tags where they are", async () => {
    const { load, tags, bootstrap, ready } = page();
    const loading = load(SRC);
    bootstrap();
    ready();
    await loading;
    expect(tags()[0]?.isConnected).toBe(true);
    expect(document.querySelector("script[type=module]")).not.toBeNull();
  });
});
