import { describe, expect, it, vi } from "vitest";
import { USER_HEADER } from "#contract/session.ts";
import { OtherUserError } from "./http/shown-user.ts";
import { createCore } from "./create-core.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const HOUR = 60 * 60 * 1000;

/** A server that answers each question with an empty list, for one person and by its own clock. */
function aServer(userKey: string, aheadMs = 0) {
  const asked: string[] = [];
  const fetch = (input: string | URL | Request) => {
    asked.push(input instanceof Request ? input.url : String(input));
    const page = { links: [], nextCursor: null, total: 0, counts: {}, stale: false };
    const headers = { [USER_HEADER]: userKey, Date: new Date(NOON + aheadMs).toUTCString() };
    return Promise.resolve(Response.json({ repairAll: null, ...page }, { headers }));
  };
  return { fetch, asked };
}

describe("two pages' connections beside each other", () => {
  it("ask each its own server, hold answers against their own person and keep their own time", async () => {
    const elenas = aServer("elena");
    const carlas = aServer("carla", 3 * HOUR);
    const now = () => NOON;
    const elena = createCore({ baseUrl: "https://a.example", fetch: elenas.fetch, now });
    const carla = createCore({ baseUrl: "https://b.example", fetch: carlas.fetch, now });
    const elenaLeaves = vi.fn();
    const carlaLeaves = vi.fn();
    elena.api.shownUser.show({ key: "elena", leave: elenaLeaves });
    carla.api.shownUser.show({ key: "carla", leave: carlaLeaves });
    const { signal } = new AbortController();

    await elena.repairAll.current.queryFn({ signal });
    await carla.repairAll.current.queryFn({ signal });
    expect(elenas.asked).toEqual(["https://a.example/api/repair-all"]);
    expect(carlas.asked).toEqual(["https://b.example/api/repair-all"]);
    expect(elena.api.clock.now()).toBe(NOON);
    expect(carla.ticker.read()).toBeGreaterThan(NOON + 2 * HOUR);

    carla.api.shownUser.show({ key: "dora", leave: carlaLeaves });
    await expect(carla.repairAll.current.queryFn({ signal })).rejects.toThrow(OtherUserError);
    expect(carlaLeaves).toHaveBeenCalledOnce();
    await elena.repairAll.current.queryFn({ signal });
    expect(elenaLeaves).not.toHaveBeenCalled();
  });

  it("share no channel and no lock, which all of a browser's tabs have in common", () => {
    const named = (baseUrl: string) =>
      createCore({ baseUrl, fetch: aServer("elena").fetch, now: () => NOON }).api.nameOf("session");
    expect(named("")).toBe("relink-session");
    expect(named("https://a.example")).not.toBe(named("https://b.example"));
  });
});
