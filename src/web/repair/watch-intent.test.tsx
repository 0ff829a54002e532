import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchIntent, watchSight } from "./watch-intent.ts";

let button: HTMLButtonElement;
let watching: AbortController;
const onIntent = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  button = document.createElement("button");
  document.body.append(button);
  watching = new AbortController();
  onIntent.mockReset();
  watchIntent(button, onIntent, watching.signal);
});
afterEach(() => {
  vi.useRealTimers();
  button.remove();
});

function point(type: string, how: { pointerType?: string; button?: number } = {}): void {
  const event = new MouseEvent(type, { button: how.button ?? 0 });
  Object.defineProperty(event, "pointerType", { value: how.pointerType ?? "mouse" });
  button.dispatchEvent(event);
}

it("a pointer that rests on a button for 65 ms is likely to press it", () => {
  point("pointerenter");
  vi.advanceTimersByTime(64);
  expect(onIntent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onIntent).toHaveBeenCalledOnce();
});

it("a pointer that only crosses it is not", () => {
  point("pointerenter");
  vi.advanceTimersByTime(60);
  point("pointerleave");
  vi.advanceTimersByTime(1_000);
  expect(onIntent).not.toHaveBeenCalled();
});

it("a finger is likely to press it as it lands, and not as it comes over it", () => {
  point("pointerenter", { pointerType: "touch" });
  vi.advanceTimersByTime(1_000);
  expect(onIntent).not.toHaveBeenCalled();
  point("pointerdown", { pointerType: "touch" });
  expect(onIntent).toHaveBeenCalledOnce();
});

it("a mouse that goes down at once tells it then, and once", () => {
  point("pointerenter");
  point("pointerdown");
  vi.advanceTimersByTime(1_000);
  expect(onIntent).toHaveBeenCalledOnce();
});

it("another button of the mouse presses nothing", () => {
  point("pointerdown", { button: 2 });
  expect(onIntent).not.toHaveBeenCalled();
});

it.each([
  ["likely to press it by the keyboard", true, 1],
  ["not, where a press of the mouse brought the focus", false, 0],
])("who has its focus is %s", (_, isVisible, times) => {
  vi.spyOn(button, "matches").mockImplementation(
    (selector) => selector === ":focus-visible" && isVisible,
  );
  button.focus();
  expect(onIntent).toHaveBeenCalledTimes(times);
});

it("nothing is told of a button that is watched no more", () => {
  point("pointerenter");
  watching.abort();
  vi.advanceTimersByTime(1_000);
  point("pointerdown");
  expect(onIntent).not.toHaveBeenCalled();
});

describe("the one button of a page", () => {
  let see: (isIntersecting: boolean) => void = () => undefined;
  const disconnect = vi.fn();

  beforeEach(() => {
    disconnect.mockReset();
    see = () => undefined;
    vi.stubGlobal(
      "IntersectionObserver",
      class {
        disconnect = disconnect;
        observe = () => undefined;
        constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
          see = (isIntersecting) => callback([{ isIntersecting }]);
        }
      },
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  const watchOn = ({ isTouched }: { isTouched: boolean }) => {
    const none = window.matchMedia("none");
    vi.spyOn(window, "matchMedia").mockReturnValue(Object.assign(none, { matches: isTouched }));
    watchSight(button, onIntent, watching.signal);
  };

  it("is likely to be pressed once it has been in sight, where a finger says nothing before", () => {
    watchOn({ isTouched: true });
    see(true);
    vi.advanceTimersByTime(499);
    expect(onIntent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onIntent).toHaveBeenCalledOnce();
    expect(disconnect).toHaveBeenCalled();
  });

  it("is not, while somebody scrolls past", () => {
    watchOn({ isTouched: true });
    see(true);
    vi.advanceTimersByTime(300);
    see(false);
    vi.advanceTimersByTime(1_000);
    expect(onIntent).not.toHaveBeenCalled();
  });

  it("is waited for by no more than its pointer, where there is one", () => {
    watchOn({ isTouched: false });
    see(true);
    vi.advanceTimersByTime(1_000);
    expect(onIntent).not.toHaveBeenCalled();
  });

  it("is watched no more once it has gone", () => {
    watchOn({ isTouched: true });
    see(true);
    watching.abort();
    vi.advanceTimersByTime(1_000);
    expect(onIntent).not.toHaveBeenCalled();
  });
});
