import { QueryClient } from "@tanstack/query-core";
import { expect, it, vi } from "vitest";
import type { Link, LinkState } from "#contract/link.ts";
import { aLink } from "../../../testing/a-link.ts";
import { linkKeys } from "../links/link-queries.ts";
import { whenConnected } from "./when-connected.ts";

const SINCE = Date.parse("2026-01-01T12:00:00Z");
const at = (minutes: number) => new Date(SINCE + minutes * 60_000).toISOString();

function bench() {
  const client = new QueryClient();
  const callback = vi.fn<(link: Link) => void>();
  const link = (state: LinkState, minutes: number) => aLink({ state, checkedAt: at(minutes) });
  const { id: linkId } = link("connected", 0);
  return {
    callback,
    onPage: (state: LinkState, minutes: number) =>
      client.setQueryData(linkKeys.detail(linkId), { link: link(state, minutes), history: [] }),
    inList: (state: LinkState, minutes: number) =>
      client.setQueryData(linkKeys.list(), {
        pages: [{ links: [link(state, minutes)] }],
        pageParams: [null],
      }),
    watch: () => whenConnected(client, { linkId, since: SINCE }, callback),
  };
}

it("a reading that comes while a repair runs tells that the link is connected", () => {
  const { watch, inList, callback } = bench();
  inList("password_needed", -5);
  watch();
  expect(callback).not.toHaveBeenCalled();
  inList("connected", 1);
  expect(callback.mock.lastCall?.[0]).toMatchObject({ state: "connected", checkedAt: at(1) });
});

it("an older copy that nothing reads anew takes nothing from it", () => {
  const { watch, inList, onPage, callback } = bench();
  onPage("password_needed", -5);
  watch();
  inList("connected", 1);
  expect(callback).toHaveBeenCalled();
});

it("a reading from before the repair tells nothing of it, nor does one that is not the last", () => {
  const { watch, inList, onPage, callback } = bench();
  inList("connected", -5);
  watch();
  onPage("connected", -1);
  onPage("password_needed", 2);
  inList("connected", 1);
  expect(callback).not.toHaveBeenCalled();
});

it("one that is there already tells at once, and nothing is told to who listens no more", () => {
  const { watch, inList, callback } = bench();
  inList("connected", 1);
  const stop = watch();
  expect(callback).toHaveBeenCalledOnce();
  stop();
  inList("connected", 2);
  expect(callback).toHaveBeenCalledOnce();
});
