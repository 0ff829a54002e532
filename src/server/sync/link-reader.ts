import { backOffMs } from "../belvo/back-off.ts";
import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import type { Turn } from "../belvo/rate-limiter.ts";
import type { BelvoLink } from "../belvo/belvo-link.ts";
import { markGone, recordReadings } from "./record-reading.ts";
import { faultOf, type Log } from "../http/log.ts";
import { pause } from "../async/pause.ts";
import { coalesce } from "../async/coalesce.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/** Links in one question to Belvo. */
const BATCH = 50;
/** Links that a list left out, asked for one by one: a batch leaves enough calls for people's lists. */
const SINGLES = 10;
const BACK_OFF = { firstMs: 2_000, longestMs: 10_000 };

interface LinkReaderOptions {
  store: Store;
  belvo: BelvoClient;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Log;
  /** Aborted when nothing is to be read any more. */
  stopping: AbortSignal;
}

export interface LinkReader {
  /** Has some links read soon, all that are waited for in one question. Tries until Belvo answers. */
  request(linkIds: Iterable<string>): void;
  /**
   * Reads some links now, of anyone.
   *
   * @throws {BelvoError}
   */
  readNow(linkIds: readonly string[], turn: Turn): Promise<void>;
  /** Has every link read that a hint marked as stale: what was under way when we stopped. */
  resume(): Promise<void>;
  /** Resolves when nothing is being read any more. */
  settled(): Promise<void>;
}

/** Reads links because something was heard of them. */
export function createLinkReader(options: LinkReaderOptions): LinkReader {
  const { store, log, stopping } = options;
  const wanted = new Set<string>();
  const work = coalesce(workOff, (error) => {
    log.error(faultOf(error), "links could not be read");
  });

  async function workOff(): Promise<void> {
    for (let failures = 0; wanted.size > 0 && !stopping.aborted;) {
      const batch = [...wanted].slice(0, BATCH);
      // What is asked for from now on needs another question.
      for (const linkId of batch) wanted.delete(linkId);
      const { left, error } = await readBatch(options, batch, {
        priority: "hint",
        waitsUntil: stopping,
      });
      for (const linkId of left) wanted.add(linkId);
      if (error === null) failures = 0;
      else {
        failures += 1;
        log.warn(faultOf(error), "links could not be read");
        await pause(options.sleep, backOffMs(error, failures, BACK_OFF), stopping);
      }
    }
  }

  function request(linkIds: Iterable<string>): void {
    for (const linkId of linkIds) wanted.add(linkId);
    work.request();
  }

  return {
    request,
    async readNow(linkIds, turn) {
      for (let left = linkIds; left.length > 0;) {
        const read = await readBatch(options, left, turn);
        if (read.error) throw read.error;
        left = read.left;
      }
    },
    async resume() {
      const stale = await store
        .selectFrom("links")
        .select("id")
        .where("doubted_at", "is not", null)
        .where("gone_at", "is", null)
        .execute();
      request(stale.map(({ id }) => id));
    },
    settled: () => work.settled(),
  };
}

interface ReadBatch {
  /** What is still to be read. */
  left: readonly string[];
  error: BelvoError | null;
}

/** Reads some links, and records what it learned also when it could not learn all. */
async function readBatch(
  options: LinkReaderOptions,
  linkIds: readonly string[],
  turn: Turn,
): Promise<ReadBatch> {
  const { belvo, now } = options;
  const askedAt = timestamp(now());
  const read = { links: new Array<BelvoLink>(), gone: new Array<string>(), askedAt };
  const left = new Set(linkIds);
  try {
    read.links.push(...(await belvo.readLinks(linkIds, turn)));
    for (const { id } of read.links) left.delete(id);
    for (const linkId of [...left].slice(0, SINGLES)) {
      const link = await readUnlisted(belvo, linkId, turn);
      if (link) read.links.push(link);
      else if (link === null) read.gone.push(linkId);
      left.delete(linkId);
    }
    await record(options, read);
    return { left: [...left], error: null };
  } catch (error) {
    if (!(error instanceof BelvoError)) throw error;
    await record(options, read);
    return { left: [...left], error };
  }
}

async function record(
  { store, now }: LinkReaderOptions,
  { links, gone, askedAt }: { links: BelvoLink[]; gone: string[]; askedAt: string },
): Promise<void> {
  if (links.length + gone.length === 0) return;
  await store.write(async (tx) => {
    const times = { askedAt, recordedAt: timestamp(now()) };
    await recordReadings(tx, { links, ...times });
    if (gone.length === 0) return;
    const owned = await tx
      .selectFrom("links")
      .select(["id as linkId", "external_id as externalId"])
      .where("id", "in", gone)
      .execute();
    for (const own of owned) await markGone(tx, { ...own, ...times });
  });
}

/**
 * A list may leave a link out; that Belvo does not have it, only an answer about that link says.
 *
 * @returns `undefined` for a link that is there and cannot be read.
 */
async function readUnlisted(
  belvo: BelvoClient,
  linkId: string,
  turn: Turn,
): Promise<BelvoLink | null | undefined> {
  try {
    return await belvo.readLink(linkId, turn);
  } catch (error) {
    if (error instanceof BelvoError && error.failure.kind === "unreadable") return undefined;
    throw error;
  }
}
