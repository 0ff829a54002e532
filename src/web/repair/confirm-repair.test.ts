import { describe, expect, it, vi } from "vitest";
import type { RepairOutcome, RepairResult } from "#contract/repair.ts";
import { ApiError, type Refusal } from "../http/api.ts";
import { aLink } from "../../testing/a-link.ts";
import { ASK_AGAIN_AFTER_MS, confirmRepair } from "./confirm-repair.ts";

const outcome = (result: RepairResult): RepairOutcome => ({ result, link: aLink() });
const refusal = (code: Refusal) => new ApiError(code, null);

function confirming(...answers: (RepairOutcome | Error)[]) {
  const waits: number[] = [];
  const ask = vi.fn(() => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer instanceof Error || !answer
      ? Promise.reject(answer ?? new Error("no answer"))
      : Promise.resolve(answer);
  });
  const wait = (ms: number) => {
    waits.push(ms);
    return Promise.resolve();
  };
  return { confirmed: confirmRepair({ ask, wait }), ask, waits };
}

describe("confirming a repair", () => {
  it("asks once when the server has a result", async () => {
    const { confirmed, ask } = confirming(outcome("repaired"));
    await expect(confirmed).resolves.toMatchObject({ result: "repaired" });
    expect(ask).toHaveBeenCalledOnce();
  });

  it("asks again after growing delays while Belvo does not say valid", async () => {
    const { confirmed, waits } = confirming(
      outcome("confirming"),
      outcome("confirming"),
      outcome("repaired"),
    );
    await expect(confirmed).resolves.toMatchObject({ result: "repaired" });
    expect(waits).toEqual([1_000, 2_000]);
  });

  it("gives up after a minute without a result", async () => {
    const { confirmed, waits } = confirming(outcome("confirming"));
    await expect(confirmed).resolves.toBeNull();
    expect(waits).toEqual([...ASK_AGAIN_AFTER_MS]);
    expect(waits.reduce((sum, ms) => sum + ms)).toBe(60_000);
  });

  it.each<Refusal>(["no_network", "belvo_unreachable", "rate_limited", "unexpected"])(
    "asks again after %s",
    async (code) => {
      const { confirmed } = confirming(refusal(code), outcome("left"));
      await expect(confirmed).resolves.toMatchObject({ result: "left" });
    },
  );

  it("rejects with a refusal that asking again cannot change", async () => {
    const { confirmed, ask } = confirming(refusal("unauthenticated"));
    await expect(confirmed).rejects.toMatchObject({ code: "unauthenticated" });
    expect(ask).toHaveBeenCalledOnce();
  });
});
