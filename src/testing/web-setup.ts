import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";

// A complaint on the console is a fault: React says there what it could not throw.
// jsdom draws nothing, so it has nothing to scroll.
window.scrollTo = () => undefined;

const complaints: unknown[] = [];
beforeEach(() => {
  for (const channel of ["error", "warn"] as const) {
    vi.spyOn(console, channel).mockImplementation((...complaint) => complaints.push(complaint));
  }
});

afterEach(() => {
  cleanup();
  expect(complaints.splice(0)).toEqual([]);
  vi.restoreAllMocks();
});
