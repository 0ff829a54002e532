import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";

// What is awaited crosses a real server and a real sandbox, on a machine that may be busy.
configure({ asyncUtilTimeout: 30_000 });

// jsdom draws nothing, so it has nothing to scroll.
window.scrollTo = () => undefined;

// Nor is it any device: no question about one is true.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    ...{ media, matches: false, onchange: null },
    ...{ addListener: () => undefined, removeListener: () => undefined },
  });

// A complaint on the console is a fault: React says there what it could not throw.
const complaints: unknown[] = [];
beforeEach(() => {
  for (const channel of ["error", "warn"] as const) {
    vi.spyOn(console, channel).mockImplementation((...complaint) => complaints.push(complaint));
  }
});

afterEach(() => {
  cleanup();
  // Test files share a page: what one has put into it is not for the next.
  document.body.replaceChildren();
  expect(complaints.splice(0)).toEqual([]);
  vi.restoreAllMocks();
});
