import { backOffMs, unhurriedDelayMs } from "../belvo/retry-delay.ts";
import type { BelvoClient, LinkFilter } from "../belvo/belvo-client.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { Priority, Turn } from "../belvo/rate-limiter.ts";
import { faultOf, type Log } from "../http/log.ts";
import type { OwnLink } from "../links/read-links.ts";
import { coalesce } from "../async/coalesce.ts";
import { pause } from "../async/pause.ts";
import { withRetry } from "../async/with-retry.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { askAlone, isOfOneLink, readBatch, recordAnswer } from "./ask-belvo.ts";
import { createBankNames } from "./bank-directory.ts";
import { createLinkNotes } from "./link-notes.ts";
import { createPace } from "./pace.ts";
import { hasLink } from "./read-knowledge.ts";
import { recordListing } from "./record-listing.ts";

/** Links in one question to Belvo. */
const BATCH = 50;
/** Links that a person's list left out, asked for before the list is shown. */
const FEW = 10;
/** A link that Belvo cannot answer about is left to the next reconcile after so many tries. */
const MOST_TRIES = 5;
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

/**
 * The one way to ask Belvo for links: whatever is read is stamped with when it was asked for, recorded
 * as far as it goes, and what is wrong with one link is put aside, so that all others are read.
 */
export interface LinkReader {
  /** Has some links read soon, all that are waited for in one question. Tries until Belvo answers. */
  request(linkIds: Iterable<string>): void;
  /**
   * Reads some links now, of anyone.
   *
   * @throws {BelvoError}
   */
  readNow(linkIds: readonly string[], turn: Turn): Promise<void>;
  /** The same where nobody waits: tries for minutes. @throws {BelvoError} */
  readPatiently(linkIds: readonly string[]): Promise<void>;
  /**
   * Reads one link of a person's, for that person.
   *
   * @returns What Belvo said; `null` when it does not have the link, or says that it is someone
   *   else's. A link that names nobody, or of which Belvo refuses for good to say anything, is theirs
   *   by our own row alone.
   * @throws {BelvoError}
   */
  readOwn(own: OwnLink, priority: Priority): Promise<BelvoLink | null>;
  /** Reads all links of a person, and their banks' names. @throws {BelvoError} */
  readPerson(externalId: string, priority: Priority): Promise<void>;
  /**
   * Reads one page of everybody's links, and tries for minutes.
   *
   * @param after What the page before gave; `null` for the first.
   * @returns What the next page is asked for with; `null` after the last.
   * @throws {BelvoError}
   */
  readPage(filter: LinkFilter, after: string | null): Promise<string | null>;
  /** Has every link read that a hint marked as stale: what was under way when we stopped. */
  resume(): Promise<void>;
  /** Resolves when nothing is being read any more. */
  settled(): Promise<void>;
}

export function createLinkReader(options: LinkReaderOptions): LinkReader {
  const { store, belvo, now, sleep, log, stopping } = options;
  const notes = createLinkNotes(log);
  const bankNames = createBankNames({ store, belvo, now, log });
  const reading = { store, belvo, now, notes };
  const wanted = new Set<string>();
  const tries = new Map<string, number>();
  const pace = createPace(now);
  const work = coalesce(workOff, (error) => {
    log.error(faultOf(error), "links could not be read");
  });
  // Nobody waits for these.
  const ofHints = { priority: "hint", waitsUntil: stopping } as const;
  const ofReconcile = { priority: "reconcile", waitsUntil: stopping } as const;
  const unhurried = { sleep, stopping, delayMs: unhurriedDelayMs };

  async function workOff(): Promise<void> {
    const delayMs = (error: unknown, failures: number) =>
      error instanceof BelvoError ? backOffMs(error, failures, BACK_OFF) : null;
    await withRetry({ sleep, stopping, delayMs }, async () => {
      while (wanted.size > 0 && !stopping.aborted) {
        const waitMs = pace.take();
        if (waitMs > 0) await pause(sleep, waitMs, stopping);
        const batch = [...wanted].slice(0, BATCH);
        // What is asked for from now on needs another question.
        for (const linkId of batch) wanted.delete(linkId);
        await readWanted(batch);
      }
    });
  }

  async function readWanted(batch: readonly string[]): Promise<void> {
    const { left, error } = await readBatch(reading, batch, ofHints);
    for (const linkId of batch) if (!left.includes(linkId)) tries.delete(linkId);
    for (const linkId of left) {
      const tried = (tries.get(linkId) ?? 0) + (error && isOfOneLink(error) ? 1 : 0);
      if (tried < MOST_TRIES) wanted.add(linkId);
      if (tried < MOST_TRIES) tries.set(linkId, tried);
      else tries.delete(linkId);
    }
    if (error === null) return;
    log.warn(faultOf(error), "links could not be read");
    throw error;
  }

  function request(linkIds: Iterable<string>): void {
    for (const linkId of linkIds) wanted.add(linkId);
    work.request();
  }

  async function readNow(linkIds: readonly string[], turn: Turn): Promise<void> {
    for (let left = [...new Set(linkIds)]; left.length > 0;) {
      const batch = left.slice(0, BATCH);
      const read = await readBatch(reading, batch, turn);
      if (read.error) throw read.error;
      left = [...read.left, ...left.slice(BATCH)];
    }
  }

  return {
    request,
    readNow,
    readPatiently: (linkIds) => withRetry(unhurried, () => readNow(linkIds, ofReconcile)),
    async readOwn(own, priority) {
      const askedAt = timestamp(now());
      const link = await askAlone(belvo, own.linkId, { priority });
      const gone = link ? [] : [own.linkId];
      await recordAnswer(reading, { links: link ? [link] : [], gone, askedAt });
      return link && (await hasLink(store, own)) ? link : null;
    },
    async readPerson(externalId, priority) {
      const askedAt = timestamp(now());
      const links = await belvo.listLinks({ externalId }, { priority });
      const { unlisted, unnamed } = await store.write((tx) =>
        recordListing(tx, { externalId, links, askedAt, recordedAt: timestamp(now()) }),
      );
      notes.log(links, unnamed);
      if (unlisted.length > FEW) request(unlisted);
      else if (unlisted.length > 0)
        await readNow(unlisted, { priority }).catch(() => request(unlisted));
      await bankNames.refresh(externalId);
    },
    readPage: (filter, after) =>
      withRetry(unhurried, async () => {
        const askedAt = timestamp(now());
        const { links, next } = await belvo.listAllLinks(filter, after, ofReconcile);
        await recordAnswer(reading, { links, gone: [], askedAt });
        // A list is sorted by them: whoever comes for the first time need not wait for them.
        await bankNames.refreshOf(links.flatMap(({ institution }) => institution ?? []));
        return next;
      }),
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
