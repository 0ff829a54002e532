import { describe, expect, it, vi } from "vitest";
import type { RepairOutcome } from "#contract/repair.ts";
import type { RepairResult } from "#contract/repair-result.ts";
import { ApiError, type Refusal } from "../http/api.ts";
import { aLink } from "../../../testing/a-link.ts";
import { ASK_AGAIN_AFTER_MS, confirmRepair } from "./confirm-repair.ts";

const outcome = (result: RepairResult): RepairOutcome => ({ result, link: aLink() });
const refusal = (code: Refusal) => new ApiError(code, null);

/** @param answerMs How long each answer takes. */
function confirming(answerMs: number, ...answers: (RepairOutcome | Error)[]) {
  const waits: number[] = [];
  let now = 0;
  const ask = vi.fn(() => {
    now += answerMs;
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer instanceof Error || !answer
      ? Promise.reject(answer ?? new Error("no answer"))
      : Promise.resolve(answer);
  });
  const wait = (ms: number) => {
    waits.push(ms);
    now += ms;
    return Promise.resolve();
  };
  const spent = () => now;
  return { spent, confirmed: confirmRepair({ ask, wait, now: () => now }), ask, waits };
}

describe("confirming a repair", () => {
  it("asks once when the server has a result", async () => {
    const { confirmed, ask } = confirming(0, outcome("repaired"));
    await expect(confirmed).resolves.toMatchObject({ result: "repaired" });
    expect(ask).toHaveBeenCalledOnce();
  });

  it("asks again after growing delays while Belvo does not say valid", async () => {
    const { confirmed, waits } = confirming(
      0,
      outcome("confirming"),
      outcome("confirming"),
      outcome("repaired"),
    );
    await expect(confirmed).resolves.toMatchObject({ result: "repaired" });
    expect(waits).toEqual([1_000, 2_000]);
  });

  it("gives up after a minute without a result", async () => {
    const { confirmed, waits } = confirming(0, outcome("confirming"));
    await expect(confirmed).resolves.toBeNull();
    expect(waits).toEqual([...ASK_AGAIN_AFTER_MS]);
    expect(waits.reduce((sum, ms) => sum + ms)).toBe(60_000);
  });

  it("gives up when each question takes long to fail", async () => {
    const { confirmed, spent } = confirming(12_000, refusal("no_answer"));
    await expect(confirmed).resolves.toBeNull();
    expect(spent()).toBeLessThanOrEqual(90_000);
  });

  it.each<Refusal>(["no_network", "no_answer", "belvo_unreachable", "rate_limited", "unexpected"])(
    "asks again after %s",
    async (code) => {
      const { confirmed } = confirming(0, refusal(code), outcome("left"));
      await expect(confirmed).resolves.toMatchObject({ result: "left" });
    },
  );

  it("rejects with a refusal that asking again cannot change", async () => {
    const { confirmed, ask } = confirming(0, refusal("unauthenticated"));
    await expect(confirmed).rejects.toMatchObject({ code: "unauthenticated" });
    expect(ask).toHaveBeenCalledOnce();
  });
});
