import * as v from "valibot";
import { LiveChange } from "#contract/live.ts";
import { faultOf, type Log } from "../http/log.ts";
import { coalesce } from "../async/coalesce.ts";
import { userKey } from "../http/name-user.ts";
import { stateOf } from "../links/derive-state.ts";
import { findLink, type LinkView } from "../links/read-links.ts";
import type { Store } from "../store/open-store.ts";
import { changeBytes, readyBytes, resetBytes, retryBytes } from "./live-bytes.ts";
import { readEvent } from "../events/event.ts";
import { formatEvent } from "../events/history.ts";
import { readEvents, type StoredEvent } from "../events/log.ts";

/** What may wait for a slow reader, in bytes; the rest waits in the log. */
const WAITING_BYTES = 32 * 1024;
/** Events that are read at once. */
const BATCH = 50;
/** Who has missed more than this reads everything afresh, which is quicker. */
const MISSED = 500;

interface LiveStreamOptions extends LinkView {
  store: Store;
  log: Log;
  externalId: string;
  /** The one link that the stream tells of; `null` for all of the person's. */
  onlyLinkId: string | null;
  sessionKey: string;
  /** The last event that the browser has seen; `null` for none. */
  lastEventId: number | null;
  /** The number of the newest event of the log. */
  newest: number;
  retryMs: number;
  onClosed: (stream: LiveStream) => void;
}

/** One open stream of one person. */
export interface LiveStream {
  readonly externalId: string;
  readonly sessionKey: string;
  /** What the browser reads. */
  readonly body: ReadableStream<Uint8Array>;
  /** There may be news, or room for them. */
  wake(): void;
  send(bytes: Uint8Array): void;
  end(): void;
  /** Resolves when nothing is being read for it any more. */
  settled(): Promise<void>;
}

/** Sends a person's part of the log from where their browser has it, as fast as the browser reads. */
export function createLiveStream(options: LiveStreamOptions): LiveStream {
  const { store, log, externalId, sessionKey, onClosed } = options;
  const user = userKey({ externalId });
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let lastSeq = Math.min(options.lastEventId ?? 0, options.newest);
  let isFirst = true;

  const news = coalesce(sendNews, (error) => {
    // The browser comes back, and says where it was.
    log.warn(faultOf(error), "a live stream was ended by a fault");
    stream.end();
  });
  const body = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened;
        opened.enqueue(retryBytes(options.retryMs));
      },
      pull: () => news.request(),
      cancel() {
        controller = null;
        onClosed(stream);
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING_BYTES }),
  );

  async function sendNews(): Promise<void> {
    if (isFirst) await begin();
    for (let events = await readNext(BATCH); events.length > 0; events = await readNext(BATCH)) {
      for (const change of await readChanges(store, options, events)) {
        if (!hasRoom()) return;
        stream.send(changeBytes(user, change));
        lastSeq = change.seq;
      }
      // The last ones may be such as are skipped.
      lastSeq = events.at(-1)?.seq ?? lastSeq;
    }
  }

  /** A browser that cannot be told all that it missed is told so. */
  async function begin(): Promise<void> {
    isFirst = false;
    const { lastEventId, newest } = options;
    const isKnown = lastEventId !== null && lastEventId <= newest;
    if (isKnown && (await readNext(MISSED + 1)).length <= MISSED) {
      stream.send(readyBytes(user));
      return;
    }
    lastSeq = newest;
    stream.send(resetBytes(user, newest));
  }

  const readNext = (limit: number) =>
    readEvents(store, { after: lastSeq, externalId, onlyLinkId: options.onlyLinkId, limit });
  const hasRoom = () => controller !== null && (controller.desiredSize ?? 0) > 0;

  const stream: LiveStream = {
    externalId,
    sessionKey,
    body,
    wake: () => news.request(),
    send: (bytes) => controller?.enqueue(bytes),
    end() {
      controller?.close();
      controller = null;
      onClosed(stream);
    },
    settled: () => news.settled(),
  };
  return stream;
}

/** Turns events of one person's log into what their page is told; those that we cannot read are skipped. */
async function readChanges(
  store: Store,
  view: LinkView,
  events: readonly StoredEvent[],
): Promise<LiveChange[]> {
  const changes: LiveChange[] = [];
  const links = new Map<string, LiveChange["link"]>();

  for (const { seq, linkId, externalId, at, kind, body } of events) {
    const event = readEvent(kind, body);
    // A newer version wrote it.
    if (!event) continue;

    const link = links.has(linkId)
      ? (links.get(linkId) ?? null)
      : await findLink(store, { externalId, linkId }, view);
    links.set(linkId, link);

    const country = link?.bank.country ?? null;
    const entry = link
      ? formatEvent({ seq, at, event }, (status) => stateOf({ status, country }))
      : null;
    changes.push(v.parse(LiveChange, { seq, linkId, link, entry }));
  }
  return changes;
}
