import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { labPaths } from "#contract/lab.ts";
import { AroundAPage } from "../../testing/around-a-page.tsx";
import { useScene } from "./use-scene.ts";

const id = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const scene = {
  ...{ id, scenario: "belvo_unreachable", userId: "demo-ana", linkId: null },
  ...{ banks: [], openPath: "/" },
};
const NOT_FOUND = {
  type: "about:blank",
  title: "",
  status: 404,
  code: "not_found",
  requestId: "1",
};

const asked = vi.fn<(path: string) => Promise<Response>>();
const beacons = vi.fn<(path: string, body: Blob) => boolean>();
let isOver = false;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  isOver = false;
  asked.mockReset();
  beacons.mockReset().mockReturnValue(true);
  asked.mockImplementation((path) => {
    if (path === labPaths.scenes) return Promise.resolve(Response.json(scene, { status: 201 }));
    return Promise.resolve(
      isOver ? Response.json(NOT_FOUND, { status: 404 }) : new Response(null, { status: 204 }),
    );
  });
  vi.stubGlobal("fetch", asked);
  Object.defineProperty(navigator, "sendBeacon", { value: beacons, configurable: true });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function show() {
  const client = new QueryClient();
  const ends = { onReady: () => undefined, onFailed: () => undefined };
  return renderHook(() => useScene("belvo_unreachable", ends), {
    wrapper: ({ children }) => (
      <QueryClientProvider client={client}>
        <AroundAPage>{children}</AroundAPage>
      </QueryClientProvider>
    ),
  });
}

async function showSet() {
  const hook = show();
  act(() => hook.result.current.setUp());
  await waitFor(() => expect(hook.result.current.scene).toMatchObject({ id }));
  return hook;
}

const held = () => asked.mock.calls.filter(([path]) => path === labPaths.holds).length;
const ended = () =>
  Promise.all(beacons.mock.calls.map(async ([path, body]) => [path, body.type, await body.text()]));
const THE_END = [labPaths.ends, "application/json", JSON.stringify({ sceneId: id })];

describe("a scene in a tab", () => {
  it("is held for as long as it is shown", async () => {
    await showSet();
    expect(held()).toBe(0);
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(held()).toBe(3);
    expect(beacons).not.toHaveBeenCalled();
  });

  it("ends when it is left, once", async () => {
    const { unmount } = await showSet();
    unmount();
    expect(await ended()).toEqual([THE_END]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(held()).toBe(0);
  });

  it("ends when the tab is closed or loaded again", async () => {
    await showSet();
    window.dispatchEvent(new Event("pagehide"));
    expect(await ended()).toEqual([THE_END]);
  });

  it("ends as soon as it is set when it has been left before", async () => {
    const { result, unmount } = show();
    act(() => result.current.setUp());
    unmount();
    await waitFor(async () => expect(await ended()).toEqual([THE_END]));
  });

  it("is over when the server says so", async () => {
    const { result } = await showSet();
    isOver = true;
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    await waitFor(() => expect(result.current).toMatchObject({ scene: null, isOver: true }));
  });

  it("is looked after at once when the tab is seen again", async () => {
    await showSet();
    act(() => void document.dispatchEvent(new Event("visibilitychange")));
    expect(held()).toBe(1);
  });
});
