import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { slowParts, waitFor } from "./waits.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a part of the page that somebody waits for", () => {
  it("is shown as waited for after 150 ms, until it has come", async () => {
    const changed = vi.fn();
    const stop = slowParts.subscribe(changed);
    let come: () => void = () => undefined;
    const part = new Promise<void>((resolve) => {
      come = resolve;
    });
    void waitFor(part);
    void waitFor(part);
    vi.advanceTimersByTime(149);
    expect(slowParts.isWaitedFor()).toBe(false);
    vi.advanceTimersByTime(1);
    expect(slowParts.isWaitedFor()).toBe(true);
    come();
    await part;
    expect(slowParts.isWaitedFor()).toBe(false);
    expect(changed).toHaveBeenCalledTimes(2);
    stop();
  });

  it("is not shown as waited for when it comes at once, or fails", async () => {
    await waitFor(Promise.resolve());
    await waitFor(Promise.reject(new Error("gone"))).catch(() => undefined);
    vi.advanceTimersByTime(1_000);
    expect(slowParts.isWaitedFor()).toBe(false);
  });
});
