import { InfiniteQueryObserver, QueryClient, type InfiniteData } from "@tanstack/query-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HistoryEntry, LinkDetail } from "#contract/history.ts";
import type { Link, LinkPage } from "#contract/link.ts";
import type { LiveChange } from "#contract/live.ts";
import { aCore } from "../../../testing/a-core.ts";
import { aLink } from "../../../testing/a-link.ts";
import { aPage } from "../../../testing/a-page.ts";
import { createTimers, settle } from "../../../testing/fake-stream.ts";
import { linkKeys } from "../links/link-queries.ts";
import { applyLiveChange } from "./apply-live-change.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const LATER = "2026-01-02T11:00:00.000Z";
const broken = aLink({ id: ID });
const other = aLink({ id: "8c9f2ad1-63f7-4a4c-9d5e-3f0d8f6f2b11", state: "connected" });
const repaired = aLink({ id: ID, state: "connected", checkedAt: LATER });
const stateRead: HistoryEntry = { kind: "state_read", seq: 2, at: LATER, state: "connected" };

const { list, detail } = linkKeys;
const { links: requests } = aCore();
const onChange = vi.fn<(link: Link) => void>();
let client: QueryClient;
let apply: ReturnType<typeof applyLiveChange>;
let pass: (ms: number) => void;
/** What the page asks our server for, and has not got yet. */
let asked: { path: string; answer: (body: unknown) => void; isCancelled: () => boolean }[];

beforeEach(() => {
  onChange.mockReset();
  asked = [];
  vi.stubGlobal("fetch", (path: string, { signal }: RequestInit) =>
    new Promise((answer, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      asked.push({ path, answer, isCancelled: () => signal?.aborted === true });
    }).then((body) => Response.json(body)),
  );
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(list(), { pages: [aPage(broken, other)], pageParams: [null] });
  const timers = createTimers();
  pass = timers.pass;
  apply = applyLiveChange({ client, after: timers.after, onChange });
});
afterEach(() => {
  client.clear();
  vi.unstubAllGlobals();
});

async function change(parts: Partial<LiveChange> = {}): Promise<void> {
  apply("change", JSON.stringify({ seq: 2, linkId: ID, link: repaired, entry: null, ...parts }));
  await settle();
}

/** Has the list drawn, as far as the cache can tell. */
function drawList() {
  const observer = new InfiniteQueryObserver(client, requests.list());
  observer.subscribe(() => undefined);
  return observer;
}

const later = (page: LinkPage, lastEventId: number) => ({ ...page, lastEventId });
const shown = () => client.getQueryData<InfiniteData<LinkPage>>(list())?.pages[0];

describe("a live change", () => {
  it("shows in the list and on the link's own page before anything is read again", async () => {
    client.setQueryData(detail(ID), { link: broken, history: [], lastEventId: 1 });
    await change();
    expect(shown()?.links).toEqual([repaired, other]);
    expect(client.getQueryData<LinkDetail>(detail(ID))?.link).toEqual(repaired);
    expect(asked).toEqual([]);
  });

  it("leaves every other row as it is, so that it is not drawn anew", async () => {
    const before = shown()?.links[1];
    await change();
    expect(shown()?.links[1]).toBe(before);
  });

  it("has what is shown read again, once for all that come together", async () => {
    drawList();
    await change();
    await change({ seq: 3 });
    pass(250);
    await settle();
    expect(asked.map(({ path }) => path)).toEqual(["/api/links"]);
    asked[0]?.answer(later(aPage(repaired), 3));
    await vi.waitFor(() => expect(shown()?.links).toEqual([repaired]));
  });

  it("has nothing read again that knows of it already", async () => {
    drawList();
    client.setQueryData(list(), {
      pages: [later(aPage(repaired, other), 2)],
      pageParams: [null],
    });
    await change();
    pass(250);
    await settle();
    expect(asked).toEqual([]);
  });

  it("cancels an answer that was asked for before it, which would bring the old state back", async () => {
    drawList();
    void client.refetchQueries({ queryKey: list() });
    expect(asked).toHaveLength(1);
    await change();
    expect(asked[0]?.isCancelled()).toBe(true);
    expect(shown()?.links[0]).toEqual(repaired);
    pass(250);
    await settle();
    expect(asked).toHaveLength(2);
  });

  it("does not bring an older reading back", async () => {
    await change();
    await change({ seq: 3, link: broken });
    expect(shown()?.links[0]).toEqual(repaired);
  });

  it("shows what is new of the same reading", async () => {
    const busy = { ...broken, busyUntil: "2026-01-02T11:02:00.000Z" };
    await change({ link: busy });
    expect(shown()?.links[0]).toEqual(busy);
  });

  it("takes a link away that Belvo has no more", async () => {
    await change({ link: null });
    expect(shown()?.links).toEqual([other]);
  });

  it("is told when the link's state was read anew, and not otherwise", async () => {
    await change({ entry: { ...stateRead, kind: "repair_opened" } });
    expect(onChange).not.toHaveBeenCalled();
    await change({ entry: stateRead });
    expect(onChange).toHaveBeenCalledExactlyOnceWith(repaired);
  });

  it("lets the next page of a list arrive that the person asked for, and has the list read again then", async () => {
    client.setQueryData(list(), {
      pages: [{ ...aPage(broken), nextCursor: "next" }],
      pageParams: [null],
    });
    void drawList().fetchNextPage();
    await settle();
    expect(asked.map(({ path }) => path)).toEqual(["/api/links?cursor=next"]);
    await change();
    pass(250);
    await settle();
    expect(asked).toHaveLength(1);
    expect(asked[0]?.isCancelled()).toBe(false);
    asked[0]?.answer(aPage(other));
    await vi.waitFor(() => expect(asked.at(-1)?.path).toBe("/api/links"));
  });

  it("lets the first answer of a page arrive that is just opened, and has it read again then", async () => {
    client.clear();
    drawList();
    await change();
    pass(250);
    await settle();
    expect(asked).toHaveLength(1);
    asked[0]?.answer(aPage(broken, other));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
  });
});

describe("live changes that were missed", () => {
  it.each([
    ["the server says so", "reset", "{}"],
    ["one cannot be parsed", "change", "{"],
    ["one is of a newer version", "change", '{"seq":2}'],
  ])("have everything read again when %s", async (_, type, data) => {
    drawList();
    apply(type, data);
    pass(250);
    await settle();
    expect(asked.map(({ path }) => path)).toEqual(["/api/links"]);
  });

  it("are none when a stream goes on where the page is", async () => {
    drawList();
    apply("ready", "{}");
    pass(250);
    await settle();
    expect(asked).toEqual([]);
  });
});
