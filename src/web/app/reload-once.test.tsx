import { describe, expect, it, vi } from "vitest";
import { reloadOnce } from "./reload-once.ts";

const MINUTE_MS = 60_000;

function createTab() {
  const kept = new Map<string, string>();
  const reload = vi.fn();
  const sessionStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  return { reload, browser: { sessionStorage, location: { reload } } };
}

describe("a page that lacks a part", () => {
  it("is loaded afresh once, and again only after ten minutes", () => {
    const { browser, reload } = createTab();
    const now = Date.now();
    expect(reloadOnce(browser, now)).toBe(true);
    expect(reloadOnce(browser, now + 9 * MINUTE_MS)).toBe(false);
    expect(reloadOnce(browser, now - MINUTE_MS)).toBe(false);
    expect(reload).toHaveBeenCalledOnce();
    expect(reloadOnce(browser, now + 10 * MINUTE_MS)).toBe(true);
  });

  it("is not loaded afresh where the browser cannot remember that it was", () => {
    const { reload } = createTab();
    const browser = {
      get sessionStorage(): never {
        throw new Error("SecurityError");
      },
      location: { reload },
    };
    expect(reloadOnce(browser, Date.now())).toBe(false);
    expect(reload).not.toHaveBeenCalled();
  });
});
