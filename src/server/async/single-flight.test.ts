import { describe, expect, it } from "vitest";
import { singleFlight } from "./single-flight.ts";

describe("single flight", () => {
  it("makes one call for all who ask while it is under way, and another for whoever asks later", async () => {
    const open: (() => void)[] = [];
    let made = 0;
    const calls = singleFlight(async (key) => {
      made += 1;
      const call = made;
      await new Promise<void>((resolve) => open.push(resolve));
      return `${key} ${call}`;
    });

    const asked = [calls.get("a"), calls.get("a"), calls.get("b")];
    for (const letGo of open) letGo();
    expect(await Promise.all(asked)).toEqual(["a 1", "a 1", "b 2"]);

    const later = calls.get("a");
    open.at(-1)?.();
    expect(await later).toBe("a 3");
    await calls.settled();
  });

  it("rejects for all who asked when the call fails, and makes another afterwards", async () => {
    let fails = true;
    const calls = singleFlight(() =>
      fails ? Promise.reject(new Error("no")) : Promise.resolve("yes"),
    );
    const asked = [calls.get("a"), calls.get("a")];
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
    ]);
    fails = false;
    expect(await calls.get("a")).toBe("yes");
  });
});
