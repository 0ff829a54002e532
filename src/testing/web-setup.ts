import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeEach, expect, vi } from "vitest";
import { findSharedTexts } from "./find-shared-texts.ts";

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

// A text that shares its element is lost on a page that the browser translates: none may, at any moment.
const shared = new Set<string>();
const noteShared = (changes: MutationRecord[]) => {
  for (const { target, addedNodes } of changes) {
    for (const node of [...addedNodes, ...(target instanceof Text ? [target] : [])]) {
      for (const text of findSharedTexts(node)) shared.add(text);
    }
  }
};
const watching = new MutationObserver(noteShared);
watching.observe(document, { childList: true, characterData: true, subtree: true });
afterAll(() => watching.disconnect());

afterEach(() => {
  noteShared(watching.takeRecords());
  const found = { complaints: complaints.splice(0), shared: [...shared] };
  shared.clear();
  cleanup();
  // Test files share a page: what one has put into it is not for the next.
  document.body.replaceChildren();
  vi.restoreAllMocks();
  expect(found).toEqual({ complaints: [], shared: [] });
});
