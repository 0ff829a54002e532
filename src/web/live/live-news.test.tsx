import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import { useContext } from "react";
import { describe, expect, it } from "vitest";
import { giveBrowser, settle, type FakeStream } from "../../testing/fake-tabs.ts";
import { inSpanish } from "../../testing/in-spanish.ts";
import { PollingContext } from "../links/polling.ts";
import { VoiceContext } from "../words/voice-context.tsx";
import { LiveNews } from "./live-news.tsx";

function show() {
  const { unmount } = render(
    <QueryClientProvider client={new QueryClient()}>
      <VoiceContext value={inSpanish}>
        <LiveNews userKey="user-42" linkInRepair={null}>
          <Seconds />
        </LiveNews>
      </VoiceContext>
    </QueryClientProvider>,
  );
  return { leave: unmount };
}

function Seconds() {
  return <p>{useContext(PollingContext) / 1_000} s</p>;
}

const opened = (streams: FakeStream[], count: number) =>
  waitFor(() => {
    const stream = streams.at(-1);
    if (!stream || streams.length < count) throw new Error("no stream is open");
    return stream;
  });

describe("live updates of a page", () => {
  it("poll every 30 s while the stream works, and every 15 s otherwise", async () => {
    const streams = giveBrowser();
    show();
    expect(screen.getByText("15 s")).toBeVisible();
    const stream = await opened(streams, 1);
    act(() => stream.accept());
    expect(screen.getByText("15 s")).toBeVisible();
    act(() => stream.say("reset"));
    expect(screen.getByText("30 s")).toBeVisible();
    act(() => stream.refuse());
    expect(screen.getByText("15 s")).toBeVisible();
  });

  it.each([
    ["the network is back", () => window.dispatchEvent(new Event("online"))],
    ["the person looks at the page", () => document.dispatchEvent(new Event("visibilitychange"))],
  ])("open the stream again at once when %s", async (_, happens) => {
    const streams = giveBrowser();
    show();
    const stream = await opened(streams, 1);
    act(() => stream.refuse());
    act(() => void happens());
    await opened(streams, 2);
  });

  it("close the stream when the person leaves, and open no other", async () => {
    const streams = giveBrowser();
    const { leave } = show();
    const stream = await opened(streams, 1);
    leave();
    await settle();
    expect(stream.readyState).toBe(2);
    window.dispatchEvent(new Event("online"));
    expect(streams).toHaveLength(1);
  });

  it("poll every 15 s where the browser cannot share a stream", async () => {
    show();
    await settle();
    expect(screen.getByText("15 s")).toBeVisible();
  });
});
