import { beforeEach, describe, expect, it } from "vitest";
import { claimLink } from "./claim-link.ts";
import type { Locks } from "../locks.ts";

/** The browser's lock manager, as far as `ifAvailable` goes; jsdom has none. */
function lockManager() {
  const held = new Set<string>();
  return {
    request: async (
      name: string,
      _options: { ifAvailable?: boolean },
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
  let locks: Locks;
  beforeEach(() => {
    locks = lockManager();
  });

  it("is refused while another tab has the link, but not for another link", async () => {
    await expect(claimLink("a", locks)).resolves.toBeTypeOf("function");
    await expect(claimLink("a", locks)).resolves.toBeNull();
    await expect(claimLink("b", locks)).resolves.toBeTypeOf("function");
  });

  it("succeeds again once the link is given back", async () => {
    const giveBack = await claimLink("a", locks);
    giveBack?.();
    await expect.poll(() => claimLink("a", locks)).toBeTypeOf("function");
  });

  it("succeeds where the browser refuses its locks", async () => {
    const request = () => Promise.reject(new DOMException("no storage", "SecurityError"));
    await expect(claimLink("a", { request })).resolves.toBeTypeOf("function");
  });

  it("always succeeds where the browser has no locks", async () => {
    await expect(claimLink("a", undefined)).resolves.toBeTypeOf("function");
    await expect(claimLink("a", undefined)).resolves.toBeTypeOf("function");
  });
});
