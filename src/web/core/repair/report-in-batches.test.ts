import { beforeEach, describe, expect, it, vi } from "vitest";
import { WIDGET_EVENT_BATCH_LIMIT, type WidgetEvent } from "#contract/repair.ts";
import { reportInBatches } from "./report-in-batches.ts";

const event = (page: string): WidgetEvent => ({ name: "PAGE_LOAD", page });

const send = vi.fn<(events: WidgetEvent[]) => Promise<void>>();
/** Ends the moment in which events are gathered. */
let pass: () => void;
const wait = () => new Promise<void>((resolve) => (pass = resolve));

beforeEach(() => {
  send.mockReset();
  send.mockResolvedValue();
});

describe("reports of what the widget says", () => {
  it("are sent together, a moment after the first", async () => {
    const { report } = reportInBatches(send, wait);
    report(event("/one"));
    report(event("/two"));
    expect(send).not.toHaveBeenCalled();
    pass();
    await expect.poll(() => send).toHaveBeenCalledExactlyOnceWith([event("/one"), event("/two")]);
  });

  it("are sent at once at the end, and not again", async () => {
    const { report, flush } = reportInBatches(send, wait);
    report(event("/one"));
    await flush();
    pass();
    await flush();
    expect(send).toHaveBeenCalledExactlyOnceWith([event("/one")]);
  });

  it("are no more than our server takes", async () => {
    const { report, flush } = reportInBatches(send, wait);
    for (let count = 0; count <= WIDGET_EVENT_BATCH_LIMIT; count += 1) report(event(`/${count}`));
    await flush();
    expect(send.mock.calls.flat().map((events) => events.length)).toEqual([50]);
  });

  it("that are lost stand in nobody's way", async () => {
    const { report, flush } = reportInBatches(send, wait);
    send.mockRejectedValueOnce(new Error("no network"));
    report(event("/one"));
    await expect(flush()).resolves.toBeUndefined();
    report(event("/two"));
    await flush();
    expect(send).toHaveBeenLastCalledWith([event("/two")]);
  });
});
