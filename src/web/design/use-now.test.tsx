import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aCore } from "../../testing/a-core.ts";
import { CoreContext } from "../core-context.ts";
import { useNow } from "./use-now.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-01-02T10:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

let core = aCore();
beforeEach(() => {
  core = aCore();
});

function Clocks({ count }: { count: number }) {
  return (
    <CoreContext value={core}>
      {Array.from({ length: count }, (_, place) => (
        <Clock key={place} />
      ))}
    </CoreContext>
  );
}

function Clock() {
  return <p>{new Date(useNow()).toISOString().slice(11, 19)}</p>;
}

const pass = (ms: number) => {
  act(() => void vi.advanceTimersByTime(ms));
};

describe("the time that a page shows", () => {
  it("is renewed every half minute, by one timer for all who show it", () => {
    const { unmount } = render(<Clocks count={50} />);
    expect(vi.getTimerCount()).toBe(1);
    pass(30_000);
    expect(screen.getAllByText("10:00:30")).toHaveLength(50);
    pass(30_000);
    expect(screen.getAllByText("10:01:00")).toHaveLength(50);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is the same for who comes to show it later", () => {
    const { rerender } = render(<Clocks count={1} />);
    pass(20_000);
    rerender(<Clocks count={2} />);
    expect(screen.getAllByText("10:00:00")).toHaveLength(2);
  });

  it("is no old one when nobody has shown it for a while", () => {
    render(<Clocks count={1} />).unmount();
    vi.advanceTimersByTime(600_000);
    render(<Clocks count={1} />);
    expect(screen.getByText("10:10:00")).toBeVisible();
  });
});
