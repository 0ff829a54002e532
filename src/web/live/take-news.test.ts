import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { HistoryEntry } from "#contract/history.ts";
import type { Link, LinkPage, LinkState } from "#contract/link.ts";
import type { LiveChange } from "#contract/live.ts";
import { aLink } from "../../testing/a-link.ts";
import { aPage } from "../../testing/a-page.ts";
import { createTimers } from "../../testing/fake-tabs.ts";
import { linkQueries } from "../links/link-queries.ts";
import { takeNews } from "./take-news.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const OTHER = "8c9f2ad1-63f7-4a4c-9d5e-3f0d8f6f2b11";
const broken = aLink({ id: ID });
const other = aLink({ id: OTHER, state: "connected" });
const repaired = aLink({ id: ID, state: "connected", checkedAt: "2026-01-02T11:00:00.000Z" });
const entry = (seq: number, state: LinkState = "connected"): HistoryEntry => ({
  kind: "state_read",
  seq,
  at: "2026-01-02T11:00:00.000Z",
  state,
});

const { list, detail, all } = linkQueries;
let client: QueryClient;
let take: ReturnType<typeof takeNews>;
let pass: (ms: number) => void;
const changed = vi.fn<(link: Link) => void>();
const invalidated = vi.fn();

beforeEach(() => {
  vi.resetAllMocks();
  client = new QueryClient();
  const timers = createTimers();
  pass = timers.pass;
  take = takeNews({ client, after: timers.after, changed });
  vi.spyOn(client, "invalidateQueries").mockImplementation((filters) => {
    invalidated(filters?.queryKey);
    return Promise.resolve();
  });
  client.setQueryData(list().queryKey, { pages: [aPage(broken, other)], pageParams: [null] });
  client.setQueryData(detail(ID).queryKey, {
    link: broken,
    history: [entry(1, "code_needed")],
    lastEventId: 1,
  });
});

function change(parts: Partial<LiveChange>): void {
  take("change", JSON.stringify({ seq: 2, linkId: ID, link: repaired, entry: null, ...parts }));
}

const shown = () => client.getQueryData(list().queryKey)?.pages[0];
const told = () => client.getQueryData(detail(ID).queryKey);

describe("a live change", () => {
  it("updates the list, its counts, and the link's own page and history", () => {
    change({ entry: entry(2) });
    expect(shown()?.links).toEqual([repaired, other]);
    expect(shown()?.counts).toMatchObject({ code_needed: 0, connected: 2 });
    expect(told()).toEqual({
      link: repaired,
      history: [entry(2), entry(1, "code_needed")],
      lastEventId: 1,
    });
    expect(changed).toHaveBeenCalledExactlyOnceWith(repaired);
    expect(invalidated).not.toHaveBeenCalled();
  });

  it("leaves every other row as it is, so that it is not drawn anew", () => {
    const before = shown()?.links[1];
    change({});
    expect(shown()?.links[1]).toBe(before);
  });

  it("is applied once, and never after a newer one", () => {
    change({ entry: entry(2) });
    change({ entry: entry(2), link: broken });
    change({ seq: 1, link: broken });
    expect(told()).toMatchObject({
      link: repaired,
      history: [{ seq: 2 }, { seq: 1 }],
      lastEventId: 1,
    });
  });

  it("does not bring an older reading back, but adds its history entry", () => {
    change({ link: repaired });
    change({ seq: 3, link: broken, entry: entry(3) });
    expect(shown()?.links[0]).toEqual(repaired);
    expect(told()).toMatchObject({
      link: repaired,
      history: [{ seq: 3 }, { seq: 1 }],
      lastEventId: 1,
    });
  });

  it("is applied when it is of the same reading as what is shown", () => {
    const busy = { ...broken, busyUntil: "2026-01-02T11:02:00.000Z" };
    change({ link: busy });
    expect(shown()?.links[0]).toEqual(busy);
  });

  it("adds no history entry that is there already", () => {
    client.setQueryData(detail(ID).queryKey, {
      link: repaired,
      history: [entry(3), entry(2)],
      lastEventId: 1,
    });
    change({ entry: entry(2) });
    expect(told()?.history.map(({ seq }) => seq)).toEqual([3, 2]);
  });

  it("is announced when its history entry is another state of the link", () => {
    change({ link: repaired });
    change({ seq: 3, link: repaired, entry: { ...entry(3), kind: "repair_opened" } });
    expect(changed).not.toHaveBeenCalled();
    change({ seq: 4, link: repaired, entry: entry(4) });
    expect(changed).toHaveBeenCalledExactlyOnceWith(repaired);
  });

  it("has the list read, once for several changes, when the list does not have the link", () => {
    const third = aLink({ id: "f0f0f0f0-63f7-4a4c-9d5e-3f0d8f6f2b11" });
    change({ linkId: third.id, link: third });
    change({ seq: 3, linkId: third.id, link: third });
    expect(invalidated).not.toHaveBeenCalled();
    pass(500);
    expect(invalidated).toHaveBeenCalledExactlyOnceWith(linkQueries.lists);
  });

  it("has the list read only when no page of it is being read", () => {
    const queryKey = linkQueries.lists;
    const isFetching = vi.spyOn(client, "isFetching").mockReturnValue(1);
    change({ linkId: OTHER.replace("8", "9"), link: aLink({ id: OTHER.replace("8", "9") }) });
    pass(500);
    expect(invalidated).not.toHaveBeenCalledWith(queryKey);
    isFetching.mockReturnValue(0);
    pass(500);
    expect(invalidated).toHaveBeenCalledWith(queryKey);
  });

  it("removes a link that Belvo no longer has", () => {
    change({ link: null });
    expect(shown()?.links).toEqual([other]);
    expect(shown()?.counts).toMatchObject({ code_needed: 0, connected: 1 });
    expect(invalidated).toHaveBeenCalledExactlyOnceWith(detail(ID).queryKey);
  });

  it("outranks an answer that was asked for before it", async () => {
    let answer: (page: LinkPage) => void = () => undefined;
    vi.stubGlobal("fetch", () =>
      new Promise<LinkPage>((resolve) => {
        answer = resolve;
      }).then((body) => Response.json(body)),
    );
    const asked = client.refetchQueries({ queryKey: list().queryKey });
    change({});
    answer(aPage(broken, other));
    await asked;
    expect(shown()?.links[0]).toEqual(repaired);
    expect(shown()?.counts).toMatchObject({ code_needed: 0, connected: 2 });
    vi.unstubAllGlobals();
  });
});

describe("live changes that were missed", () => {
  it("have everything read again, and their numbers start anew", () => {
    change({ seq: 9 });
    take("reset", "{}");
    expect(invalidated).toHaveBeenCalledExactlyOnceWith(all);
    change({ seq: 3, entry: entry(3) });
    expect(told()?.history[0]).toEqual(entry(3));
  });

  it("have a list read again after the page of it that is being read", () => {
    const queryKey = linkQueries.lists;
    const isFetching = vi.spyOn(client, "isFetching").mockReturnValue(1);
    take("reset", "{}");
    pass(500);
    expect(invalidated).toHaveBeenCalledExactlyOnceWith(all);
    isFetching.mockReturnValue(0);
    pass(500);
    expect(invalidated).toHaveBeenLastCalledWith(queryKey);
  });

  it.each(["", "{", '{"seq":2}'])(
    "have everything read again also when a change cannot be parsed: %j",
    (data) => {
      take("change", data);
      expect(invalidated).toHaveBeenCalledExactlyOnceWith(all);
    },
  );
});
