import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import { useContext } from "react";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Link } from "#contract/link.ts";
import { aLink } from "../../testing/a-link.ts";
import { aPage } from "../../testing/a-page.ts";
import { giveStreams, settle, type FakeStream } from "../../testing/fake-stream.ts";
import { AroundAPage } from "../../testing/around-a-page.tsx";
import { linkKeys } from "../core/links/link-queries.ts";
import { PollingContext } from "../links/polling.ts";
import { LiveUpdates } from "./live-updates.tsx";

const noRepair = { isOf: () => false, isPreparing: () => false, subscribe: () => () => undefined };

function show() {
  const client = new QueryClient();
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <AroundAPage>
        <LiveUpdates userKey="user-42" repair={noRepair}>
          <Seconds />
        </LiveUpdates>
      </AroundAPage>
    </QueryClientProvider>,
  );
  const list = (...links: Link[]) =>
    client.setQueryData(linkKeys.list(), {
      pages: [{ ...aPage(...links), lastEventId: 42 }],
      pageParams: [null],
    });
  return { list, leave: unmount };
}

function Seconds() {
  return <p>{`${useContext(PollingContext) / 1_000} s`}</p>;
}

const opened = (streams: FakeStream[], count: number) =>
  waitFor(() => {
    const stream = streams.at(-1);
    if (!stream || streams.length < count) throw new Error("no stream is open");
    return stream;
  });

function look(state: DocumentVisibilityState): void {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
  onTestFinished(() => void Reflect.deleteProperty(document, "visibilityState"));
  act(() => void document.dispatchEvent(new Event("visibilitychange")));
}

/** Gives the page a lock that another tab has, until it lets go. */
function giveLock() {
  const queue: (() => void)[] = [];
  const request = (_name: string, { signal }: { signal: AbortSignal }, work: () => unknown) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      queue.push(() => {
        if (!signal.aborted) resolve(work());
      });
    });
  Object.defineProperty(navigator, "locks", { configurable: true, value: { request } });
  onTestFinished(() => void Reflect.deleteProperty(navigator, "locks"));
  return { letGo: () => act(() => queue.shift()?.()) };
}

describe("live updates of a page", () => {
  it("begin with the first answer, from the event that it knows of", async () => {
    const streams = giveStreams();
    const { list } = show();
    await settle();
    expect(streams).toEqual([]);
    list(aLink());
    expect((await opened(streams, 1)).url).toBe("/api/live?lastEventId=42");
  });

  it("poll every 30 s while the stream works, and every 15 s otherwise", async () => {
    const streams = giveStreams();
    show().list();
    const stream = await opened(streams, 1);
    act(() => stream.accept());
    expect(screen.getByText("15 s")).toBeVisible();
    act(() => stream.t("ready"));
    expect(screen.getByText("30 s")).toBeVisible();
    act(() => stream.refuse());
    expect(screen.getByText("15 s")).toBeVisible();
  });

  it("open the stream again at once when the network is back", async () => {
    const streams = giveStreams();
    show().list();
    const stream = await opened(streams, 1);
    act(() => stream.refuse());
    act(() => void window.dispatchEvent(new Event("online")));
    expect(streams).toHaveLength(2);
  });

  it("close the stream while nobody looks, and go on from where they were", async () => {
    const streams = giveStreams();
    show().list(aLink());
    const stream = await opened(streams, 1);
    act(() => stream.t("change", {}, "50"));
    look("hidden");
    expect(stream.readyState).toBe(2);
    act(() => void window.dispatchEvent(new Event("online")));
    expect(streams).toHaveLength(1);
    look("visible");
    expect(streams[1]?.url).toBe("/api/live?lastEventId=50");
  });

  it("go on in one background tab where the person waits for a bank", async () => {
    const streams = giveStreams();
    const { letGo } = giveLock();
    show().list(aLink({ state: "bank_trouble", bankTrouble: true, watch: "asked" }));
    const stream = await opened(streams, 1);
    look("hidden");
    expect(stream.readyState).toBe(2);
    letGo();
    expect((await opened(streams, 2)).readyState).toBe(0);

    look("visible");
    look("hidden");
    look("visible");
    letGo();
    expect(streams.filter(({ readyState }) => readyState !== 2)).toHaveLength(1);
  });

  it("close the stream when the person leaves, and open no other", async () => {
    const streams = giveStreams();
    const { list, leave } = show();
    list(aLink());
    const stream = await opened(streams, 1);
    leave();
    await settle();
    expect(stream.readyState).toBe(2);
    window.dispatchEvent(new Event("online"));
    expect(streams).toHaveLength(1);
  });

  it("poll every 15 s where the browser has no streams", async () => {
    show().list(aLink());
    await settle();
    expect(screen.getByText("15 s")).toBeVisible();
  });
});
