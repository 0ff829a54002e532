import { afterEach, describe, expect, it, vi } from "vitest";
import { TimeoutError } from "../core/http/fetch-in-time.ts";
import { importAgain, OfflineError } from "./import-again.ts";

/** A browser in which every wait is over at once. */
const online = { isOnline: () => true, wait: () => Promise.resolve() };

afterEach(() => vi.useRealTimers());

const lost = new TypeError("Failed to fetch dynamically imported module");

describe("a script that is imported", () => {
  it("is asked for once more when it did not come", async () => {
    const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(lost).mockResolvedValue("it");
    await expect(importAgain(load, online)).resolves.toBe("it");
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("is given up when it did not come twice", async () => {
    const load = vi.fn(() => Promise.reject(lost));
    await expect(importAgain(load, online)).rejects.toBe(lost);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("is given up when it is still on its way after twelve seconds", async () => {
    vi.useFakeTimers();
    const coming = importAgain(() => new Promise<never>(() => undefined), online);
    const given = expect(coming).rejects.toThrow(TimeoutError);
    await vi.advanceTimersByTimeAsync(12_000);
    await given;
  });

  it("is not asked for without a network, so that a later try is as good as a first", async () => {
    const load = vi.fn(() => Promise.resolve("it"));
    const offline = { ...online, isOnline: () => false };
    await expect(importAgain(load, offline)).rejects.toThrow(OfflineError);
    expect(load).not.toHaveBeenCalled();
  });

  it("is not asked for again when its style did not come, which Vite would leave out then", async () => {
    const load = vi.fn(() => Promise.reject(new Error("Unable to preload CSS for /assets/a.css")));
    await expect(importAgain(load, online)).rejects.toThrow("CSS");
    expect(load).toHaveBeenCalledOnce();
  });
});
