import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Link } from "#contract/link.ts";
import { aLink } from "../../testing/a-link.ts";
import { aPage } from "../../testing/a-page.ts";
import { linkQueries } from "../links/link-queries.ts";
import { showReading } from "../links/show-reading.ts";
import { walkKey } from "../links/shown-walk.ts";
import { noticeChanges } from "./notice-changes.ts";

const LATER = "2026-01-02T11:00:00.000Z";
const first = aLink({ id: "30cb4806-6e00-48a4-91c9-ca55968576c8" });
const other = aLink({ id: "8c9f2ad1-63f7-4a4c-9d5e-3f0d8f6f2b11" });
const connected = (link: Link): Link => ({ ...link, state: "connected", checkedAt: LATER });

const { list, detail } = linkQueries;
const changed = vi.fn<(link: Link) => void>();
let client: QueryClient;
let leaving: AbortController;
let tell: (link: Link) => void;

beforeEach(() => {
  changed.mockReset();
  client = new QueryClient();
  leaving = new AbortController();
  listed(first, other);
  tell = noticeChanges({ client, changed, signal: leaving.signal });
});

function listed(...links: Link[]): void {
  client.setQueryData(list().queryKey, { pages: [aPage(...links)], pageParams: [null] });
}

describe("a change of a link", () => {
  it("is noticed in a list that was read again", () => {
    listed(connected(first), other);
    expect(changed).toHaveBeenCalledExactlyOnceWith(connected(first));
  });

  it("is noticed once in the answer to what the person did and on the link's own page", () => {
    showReading(client, connected(first));
    client.setQueryData(detail(first.id).queryKey, {
      link: connected(first),
      history: [],
      lastEventId: 1,
    });
    expect(changed).toHaveBeenCalledExactlyOnceWith(connected(first));
  });

  it("is noticed once, whether the list or the live change comes first", () => {
    listed(connected(first), other);
    tell(connected(first));
    tell(connected(other));
    listed(connected(first), connected(other));
    expect(changed.mock.calls).toEqual([[connected(first)], [connected(other)]]);
  });

  it("is noticed of a link that no list has yet", () => {
    const far = aLink({ id: "f0f0f0f0-63f7-4a4c-9d5e-3f0d8f6f2b11" });
    tell(far);
    listed(far, first, other);
    expect(changed).toHaveBeenCalledExactlyOnceWith(far);
  });

  it("is noticed of a link that a list shows shortly before its live change", () => {
    const far = aLink({ id: "f0f0f0f0-63f7-4a4c-9d5e-3f0d8f6f2b11" });
    listed(far, first, other);
    expect(changed).not.toHaveBeenCalled();
    tell(far);
    tell(far);
    expect(changed).toHaveBeenCalledExactlyOnceWith(far);
  });

  it("is none when the live change says what the list has said from the beginning", () => {
    tell(first);
    expect(changed).not.toHaveBeenCalled();
  });

  it("is noticed in repair-all", () => {
    const walk = (link: Link) => ({
      walk: { steps: [{ link, outcome: "waiting" as const }], currentLinkId: link.id },
    });
    client.setQueryData(walkKey, walk(first));
    expect(changed).not.toHaveBeenCalled();
    client.setQueryData(walkKey, walk(connected(first)));
    expect(changed).toHaveBeenCalledExactlyOnceWith(connected(first));
    client.setQueryData(walkKey, { walk: null });
  });

  it("is none when an older reading comes late", () => {
    listed(connected(first), aLink({ id: "f0f0f0f0-63f7-4a4c-9d5e-3f0d8f6f2b11" }));
    changed.mockReset();
    listed(first, other);
    tell(first);
    expect(changed).not.toHaveBeenCalled();
  });

  it("is none when the link was unsure or checking in between, unless its state is another after that", () => {
    listed({ ...first, state: "unsure" }, { ...other, state: "checking" });
    listed(first, other);
    expect(changed).not.toHaveBeenCalled();
    listed({ ...first, state: "unsure" }, other);
    listed(connected(first), other);
    expect(changed).toHaveBeenCalledExactlyOnceWith(connected(first));
  });

  it("is noticed of a link that was unsure from the beginning", () => {
    const far = aLink({ id: "f0f0f0f0-63f7-4a4c-9d5e-3f0d8f6f2b11", state: "unsure" });
    listed(first, far);
    listed(first, connected(far));
    expect(changed).toHaveBeenCalledExactlyOnceWith(connected(far));
  });

  it("is not noticed once the person has left", () => {
    leaving.abort();
    listed(connected(first), other);
    expect(changed).not.toHaveBeenCalled();
  });
});
