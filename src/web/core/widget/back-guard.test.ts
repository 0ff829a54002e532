import { beforeEach, expect, it, vi } from "vitest";
import { createBackGuard } from "./back-guard.ts";

/** Steps come in time here. */
const after = () => () => undefined;
const stepped = () =>
  new Promise((resolve) => window.addEventListener("popstate", resolve, { once: true }));
const back = async () => {
  const step = stepped();
  history.back();
  await step;
};

beforeEach(() => history.pushState({ idx: 3 }, ""));

it("Back leaves the widget once, and address and state of the page are what they were", async () => {
  const address = window.location.href;
  const guard = createBackGuard(window, after);
  const onBack = vi.fn();
  guard.hold(onBack);
  expect(history.state).toEqual({ idx: 3, widget: true });
  await back();
  void guard.release();
  expect(onBack).toHaveBeenCalledOnce();
  expect(window.location.href).toBe(address);
  expect(history.state).toEqual({ idx: 3 });
});

it("a widget that ends by itself leaves no place in the history, and nobody is called back", async () => {
  const guard = createBackGuard(window, after);
  const onBack = vi.fn();
  guard.hold(onBack);
  const step = stepped();
  void guard.release();
  await step;
  expect(onBack).not.toHaveBeenCalled();
  expect(history.state).toEqual({ idx: 3 });
});

it("a widget that is opened while the place of the last one goes away has one of its own", async () => {
  const guard = createBackGuard(window, after);
  guard.hold(vi.fn());
  const step = stepped();
  void guard.release();
  const onBack = vi.fn();
  guard.hold(onBack);
  await step;
  expect(onBack).not.toHaveBeenCalled();
  await back();
  expect(onBack).toHaveBeenCalledOnce();
});

it("a page that was led elsewhere meanwhile stays there", () => {
  const guard = createBackGuard(window, after);
  guard.hold(vi.fn());
  history.replaceState({ idx: 4 }, "");
  void guard.release();
  expect(history.state).toEqual({ idx: 4 });
});

it("has taken its place away once the release resolves, so that what the person does next stays", async () => {
  const guard = createBackGuard(window, after);
  guard.hold(vi.fn());
  await guard.release();
  history.pushState({ idx: 4 }, "");
  await new Promise((resolve) => setTimeout(resolve));
  expect(history.state).toEqual({ idx: 4 });
});

it("goes on when the step back does not come in time", async () => {
  const guard = createBackGuard(window, (_ms, callback) => {
    queueMicrotask(callback);
    return () => undefined;
  });
  guard.hold(vi.fn());
  const step = stepped();
  await guard.release();
  await step;
});
