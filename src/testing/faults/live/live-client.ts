import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { liveEvents, LiveChange } from "#contract/live.ts";
import { openStream, type OpenStream } from "../open-stream.ts";
import type { StreamEvent } from "../read-events.ts";

/** Browsers wait as long as they are told, 1 to 5 seconds; here more is to happen in less time. */
const HURRY = 10;
const UNTOLD_MS = 3_000;

/** A page that stays open, as far as its live updates go. */
export interface LiveClient {
  person: string;
  /** Places in the log of the changes of state that it was told, as they came. */
  seen: number[];
  resets: number;
  /** Streams that it had. */
  streams: number;
  isLive: boolean;
  stop: () => void;
}

interface Opening {
  url: string;
  person: string;
  cookie: string;
}

/** Opens a stream and, whenever it ends, another where the last one ended. */
export function startLiveClient({ url, person, cookie }: Opening): LiveClient {
  let isStopped = false;
  let stream: OpenStream | null = null;
  let lastEventId: string | null = null;
  let retryMs = UNTOLD_MS;

  const client: LiveClient = {
    person,
    seen: [],
    resets: 0,
    streams: 0,
    isLive: false,
    stop() {
      isStopped = true;
      stream?.close();
    },
  };
  function onEvent({ id, event, data }: StreamEvent): void {
    lastEventId = id ?? lastEventId;
    if (event === liveEvents.reset) client.resets += 1;
    if (event !== liveEvents.change) return;
    const { seq, entry } = v.parse(LiveChange, JSON.parse(data));
    if (entry?.kind === "state_read") client.seen.push(seq);
  }
  async function run(): Promise<void> {
    while (!isStopped) {
      stream = openStream({ url, cookie, lastEventId, onEvent });
      client.isLive = await stream.opened;
      if (client.isLive) client.streams += 1;
      const { reader } = await stream.ended;
      client.isLive = false;
      retryMs = reader.retryMs() ?? retryMs;
      await sleep(retryMs / HURRY);
    }
  }
  void run();
  return client;
}
