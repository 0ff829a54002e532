import { beforeEach, describe, expect, it, vi } from "vitest";
import { WIDGET_EVENT_BATCH_LIMIT, type ReportedWidgetEvent } from "#contract/repair.ts";
import { reportInBatches } from "./report-in-batches.ts";

const event = (page: string, agoMs = 0): ReportedWidgetEvent => ({
  ...{ name: "PAGE_LOAD", page },
  agoMs,
});

const send = vi.fn<(events: ReportedWidgetEvent[]) => Promise<void>>();
let now = 0;
/** Ends the moment in which events are gathered. */
let pass: () => void;
const wait = () => new Promise<void>((resolve) => (pass = resolve));

beforeEach(() => {
  send.mockReset();
  send.mockResolvedValue();
});

describe("reports of what the widget says", () => {
  it("are sent together, a moment after the first, and say how long ago each was", async () => {
    const { report } = reportInBatches(send, { wait, now: () => now });
    report(event("/one"));
    now += 1_500;
    report(event("/two"));
    expect(send).not.toHaveBeenCalled();
    now += 500;
    pass();
    const both = [event("/one", 2_000), event("/two", 500)];
    await expect.poll(() => send).toHaveBeenCalledExactlyOnceWith(both);
  });

  it("are sent at once at the end, and not again", async () => {
    const { report, flush } = reportInBatches(send, { wait, now: () => now });
    report(event("/one"));
    await flush();
    pass();
    await flush();
    expect(send).toHaveBeenCalledExactlyOnceWith([event("/one")]);
  });

  it("are no more than our server takes", async () => {
    const { report, flush } = reportInBatches(send, { wait, now: () => now });
    for (let count = 0; count <= WIDGET_EVENT_BATCH_LIMIT; count += 1) report(event(`/${count}`));
    await flush();
    expect(send.mock.calls.flat().map((events) => events.length)).toEqual([50]);
  });

  it("that are lost stand in nobody's way", async () => {
    const { report, flush } = reportInBatches(send, { wait, now: () => now });
    send.mockRejectedValueOnce(new Error("no network"));
    report(event("/one"));
    await expect(flush()).resolves.toBeUndefined();
    report(event("/two"));
    await flush();
    expect(send).toHaveBeenLastCalledWith([event("/two")]);
  });
});
