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

// A browser that translates the page puts elements in the place of texts. React goes on to write to those
// texts that share their element with something, and nobody sees it: each has to stand alone.
const sharing = new Set<string>();
const watching = new MutationObserver((changes) => {
  for (const { addedNodes } of changes) addedNodes.forEach(findSharing);
});
watching.observe(document, { childList: true, subtree: true });

function findSharing(node: Node): void {
  node.childNodes.forEach(findSharing);
  const isKept = Object.keys(node).some((key) => key.startsWith("__reactFiber$"));
  if (!(node instanceof Text) || !isKept || node.data.trim() === "") return;
  sharing.add(`${node.data} ← ${node.parentElement?.outerHTML ?? ""}`);
}

afterEach(() => {
  watching.takeRecords().forEach(({ addedNodes }) => addedNodes.forEach(findSharing));
  const shared = [...sharing];
  sharing.clear();
  cleanup();
  // Test files share a page: what one has put into it is not for the next.
  document.body.replaceChildren();
  expect(complaints.splice(0)).toEqual([]);
  expect(shared, "texts that share their element").toEqual([]);
  vi.restoreAllMocks();
});
