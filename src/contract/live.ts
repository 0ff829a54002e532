import * as v from "valibot";
import { Int, Uuid } from "./formats.ts";
import { HistoryEntry } from "./history.ts";
import { Link } from "./link.ts";

/** The names of the events that `GET /api/live` sends. */
export const liveEvents = {
  /** A {@link LiveChange}; the event's id is its place in the log. */
  change: "change",
  /** Changes were or may have been missed: read everything afresh. Comes first on a new stream. */
  reset: "reset",
  /** Comes first on a stream that goes on from a known event: events get through. */
  ready: "ready",
} as const;

/** What the data of every event has: whom it is for, by the session's `user.key`. */
export const LiveAddressee = v.object({ user: v.string() });

/** A change of one of the person's links. */
export const LiveChange = v.object({
  seq: Int,
  linkId: Uuid,
  /** As it is now, which may be later than the news; `null` when Belvo has it no more. */
  link: v.nullable(Link),
  /** What its history says of it; `null` for news that history leaves out. */
  entry: v.nullable(HistoryEntry),
});
export type LiveChange = v.InferOutput<typeof LiveChange>;
