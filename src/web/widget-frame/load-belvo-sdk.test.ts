import { afterEach, describe, expect, it } from "vitest";
import type { BelvoSdk } from "./belvo-sdk.ts";
import { loadBelvoSdk } from "./load-belvo-sdk.ts";

const SRC = "https://widget.test/belvo-widget-1-stable.js";
const newSdk = (): BelvoSdk => ({ createWidget: () => ({ build: () => undefined }) });
const stub = newSdk();
const real = newSdk();

/** Plays Belvo's scripts: the tags are real, what they would do is done by hand. */
function load() {
  let look: () => void = () => undefined;
  const every = (_ms: number, callback: () => void) => {
    look = callback;
    return () => {
      look = () => undefined;
    };
  };
  const loading = loadBelvoSdk(SRC, { document, window, every });
  const tag = () => document.querySelector(`script[src="${SRC}"]`);
  return {
    loading,
    tag,
    look: () => look(),
    loaded: () => tag()?.dispatchEvent(new Event("load")),
    addModule: (src = "https://widget.test/v2/main.js") => {
      const module = document.createElement("script");
      module.type = "module";
      module.src = src;
      document.head.append(module);
      return module;
    },
  };
}

const set = (sdk: BelvoSdk) => {
  window.belvoSDK = sdk;
};
const isPending = async (promise: Promise<unknown>) => {
  const pending = Symbol();
  // A few turns, in case something is on its way.
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  return (await Promise.race([promise, Promise.resolve(pending)])) === pending;
};

afterEach(() => {
  document.head.replaceChildren();
  delete window.belvoSDK;
});

describe("Belvo's SDK is taken", () => {
  it("when a module has put it in the stub's place and says so on the document", async () => {
    const { loading, loaded, addModule } = load();
    addModule();
    set(stub);
    loaded();
    expect(await isPending(loading)).toBe(true);
    set(real);
    document.dispatchEvent(new Event("belvoReady"));
    await expect(loading).resolves.toBe(real);
  });

  it("when it says so on the window", async () => {
    const { loading, loaded, addModule } = load();
    addModule();
    set(stub);
    loaded();
    set(real);
    window.dispatchEvent(new Event("belvoReady"));
    await expect(loading).resolves.toBe(real);
  });

  it("when it is put in place right after the event", async () => {
    const { loading, loaded, addModule } = load();
    addModule();
    set(stub);
    loaded();
    document.dispatchEvent(new Event("belvoReady"));
    set(real);
    await expect(loading).resolves.toBe(real);
  });

  it("when the stub was replaced and nobody says so", async () => {
    const { loading, loaded, addModule, look } = load();
    addModule();
    set(stub);
    loaded();
    set(real);
    look();
    await expect(loading).resolves.toBe(real);
  });

  it("when it is there at the tag's load, and no module is on its way", async () => {
    const { loading, loaded } = load();
    set(real);
    expect(await isPending(loading)).toBe(true);
    loaded();
    await expect(loading).resolves.toBe(real);
  });

  it("when a module brings it later, without a stub or a word", async () => {
    const { loading, loaded, addModule, look } = load();
    addModule();
    loaded();
    look();
    expect(await isPending(loading)).toBe(true);
    set(real);
    look();
    await expect(loading).resolves.toBe(real);
  });

  it("when the module has run, and the stub stays the one to call", async () => {
    const { loading, loaded, addModule } = load();
    const module = addModule();
    set(stub);
    loaded();
    expect(await isPending(loading)).toBe(true);
    module.dispatchEvent(new Event("load"));
    await expect(loading).resolves.toBe(stub);
  });

  it("when it is there before, without another script", async () => {
    set(real);
    const { loading, tag } = load();
    await expect(loading).resolves.toBe(real);
    expect(tag()).toBeNull();
  });
});

describe("Belvo's script is missing", () => {
  it("when its tag fails", async () => {
    const { loading, tag } = load();
    tag()?.dispatchEvent(new Event("error"));
    await expect(loading).rejects.toMatchObject({ reason: "widget_blocked" });
  });

  it("when its module fails", async () => {
    const { loading, loaded, addModule } = load();
    const module = addModule();
    set(stub);
    loaded();
    module.dispatchEvent(new Event("error"));
    await expect(loading).rejects.toMatchObject({ reason: "widget_no_module" });
  });

  it.each([
    ["fails", (module: HTMLElement) => void module.dispatchEvent(new Event("error"))],
    ["is on its way", () => undefined],
  ])("not when somebody else's module %s", async (_, play) => {
    const { loading, loaded, addModule } = load();
    play(addModule("https://elsewhere.test/x.js"));
    set(real);
    loaded();
    await expect(loading).resolves.toBe(real);
  });
});
