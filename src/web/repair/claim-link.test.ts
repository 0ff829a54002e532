import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { claimLink } from "./claim-link.ts";

/** The browser's lock manager, as far as `ifAvailable` goes; jsdom has none. */
function lockManager() {
  const held = new Set<string>();
  return {
    request: async (
      name: string,
      _options: { ifAvailable: true },
      callback: (lock: { name: string } | null) => unknown,
    ) => {
      if (held.has(name)) return callback(null);
      held.add(name);
      try {
        return await callback({ name });
      } finally {
        held.delete(name);
      }
    },
  };
}

describe("claiming a link for this tab", () => {
  beforeEach(() => vi.stubGlobal("navigator", { locks: lockManager() }));
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("is refused while another tab has the link, but not for another link", async () => {
    await expect(claimLink("a")).resolves.toBeTypeOf("function");
    await expect(claimLink("a")).resolves.toBeNull();
    await expect(claimLink("b")).resolves.toBeTypeOf("function");
  });

  it("succeeds again once the link is given back", async () => {
    const giveBack = await claimLink("a");
    giveBack?.();
    await expect.poll(() => claimLink("a")).toBeTypeOf("function");
  });

  it("succeeds where the browser refuses its locks", async () => {
    const request = () => Promise.reject(new DOMException("no storage", "SecurityError"));
    vi.stubGlobal("navigator", { locks: { request } });
    await expect(claimLink("a")).resolves.toBeTypeOf("function");
  });

  it("always succeeds where the browser has no locks", async () => {
    vi.stubGlobal("navigator", {});
    await expect(claimLink("a")).resolves.toBeTypeOf("function");
    await expect(claimLink("a")).resolves.toBeTypeOf("function");
  });
});
