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
        <LiveNews userId="user-42" linkInRepair={null}>
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

describe("a page that is told of changes", () => {
  it("asks by itself only seldom, and often again once nothing gets through", async () => {
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
    ["somebody looks at it", () => document.dispatchEvent(new Event("visibilitychange"))],
  ])("tries again at once when %s", async (_, happens) => {
    const streams = giveBrowser();
    show();
    const stream = await opened(streams, 1);
    act(() => stream.refuse());
    act(() => void happens());
    await opened(streams, 2);
  });

  it("lets go of everything when the person leaves", async () => {
    const streams = giveBrowser();
    const { leave } = show();
    const stream = await opened(streams, 1);
    leave();
    await settle();
    expect(stream.readyState).toBe(2);
    window.dispatchEvent(new Event("online"));
    expect(streams).toHaveLength(1);
  });

  it("asks by itself where the browser cannot share a stream", async () => {
    show();
    await settle();
    expect(screen.getByText("15 s")).toBeVisible();
  });
});
