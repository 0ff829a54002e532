import { QueryClient } from "@tanstack/query-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Link } from "#contract/link.ts";
import { aLink } from "../../../testing/a-link.ts";
import { aPage } from "../../../testing/a-page.ts";
import { linkKeys } from "../links/link-queries.ts";
import { updateLink } from "../links/update-links.ts";
import { diffLinks } from "./diff-links.ts";

const LATER = "2026-01-02T11:00:00.000Z";
const first = aLink({ id: "30cb4806-6e00-48a4-91c9-ca55968576c8" });
const other = aLink({ id: "8c9f2ad1-63f7-4a4c-9d5e-3f0d8f6f2b11" });
const far = aLink({ id: "f0f0f0f0-63f7-4a4c-9d5e-3f0d8f6f2b11" });
const connected = (link: Link): Link => ({ ...link, state: "connected", checkedAt: LATER });

const { list, detail, repairAll } = linkKeys;
const onChange = vi.fn<(link: Link) => void>();
let client: QueryClient;
let leaving: AbortController;
let tell: (link: Link) => void;

beforeEach(() => {
  onChange.mockReset();
  client = new QueryClient();
  leaving = new AbortController();
  listed(first, other);
  tell = diffLinks({ client, onChange, signal: leaving.signal });
});

function listed(...links: Link[]): void {
  client.setQueryData(list(), { pages: [aPage(...links)], pageParams: [null] });
}

describe("a change of a link", () => {
  it("is told of a list that was read again", () => {
    listed(connected(first), other);
    expect(onChange).toHaveBeenCalledExactlyOnceWith(connected(first));
  });

  it("is told once of the answer to what the person did and of the link's own page", async () => {
    await updateLink(client, connected(first));
    client.setQueryData(detail(first.id), {
      link: connected(first),
      history: [],
      lastEventId: 2,
    });
    expect(onChange).toHaveBeenCalledExactlyOnceWith(connected(first));
  });

  it("is told once, whether the list or the live change comes first", () => {
    listed(connected(first), other);
    tell(connected(first));
    tell(connected(other));
    listed(connected(first), connected(other));
    expect(onChange.mock.calls).toEqual([[connected(first)], [connected(other)]]);
  });

  it("is told of a link that no list shows, when it comes live", () => {
    tell(far);
    listed(far, first, other);
    expect(onChange).toHaveBeenCalledExactlyOnceWith(far);
  });

  it("is told of a link that a list shows shortly before its live change", () => {
    listed(far, first, other);
    expect(onChange).not.toHaveBeenCalled();
    tell(far);
    tell(far);
    expect(onChange).toHaveBeenCalledExactlyOnceWith(far);
  });

  it("is none when a link is read for the first time", () => {
    listed(far, first, other);
    expect(onChange).not.toHaveBeenCalled();
  });

  it("is none when the live change says what the list says", () => {
    tell(first);
    expect(onChange).not.toHaveBeenCalled();
  });

  it("is told of a repair of all links", () => {
    const answer = (link: Link) => ({
      repairAll: { steps: [{ link, outcome: "waiting" as const }], currentLinkId: link.id },
    });
    client.setQueryData(repairAll, answer(first));
    expect(onChange).not.toHaveBeenCalled();
    client.setQueryData(repairAll, answer(connected(first)));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(connected(first));
    client.setQueryData(repairAll, { repairAll: null });
  });

  it("is none when an older reading comes late", () => {
    listed(connected(first), other);
    onChange.mockReset();
    listed(first, other);
    tell(first);
    expect(onChange).not.toHaveBeenCalled();
  });

  it("is none when the link was unsure or checking in between, unless its state is another after that", () => {
    listed({ ...first, state: "unsure" }, { ...other, state: "checking" });
    listed(first, other);
    expect(onChange).not.toHaveBeenCalled();
    listed({ ...first, state: "unsure" }, other);
    listed(connected(first), other);
    expect(onChange).toHaveBeenCalledExactlyOnceWith(connected(first));
  });

  it("is told of a link that was unsure from the beginning", () => {
    const unsure = aLink({ id: far.id, state: "unsure" });
    listed(first, unsure);
    listed(first, connected(unsure));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(connected(unsure));
  });

  it("is not told once the person has left", () => {
    leaving.abort();
    listed(connected(first), other);
    expect(onChange).not.toHaveBeenCalled();
  });
});
