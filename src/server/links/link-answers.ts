import * as v from "valibot";
import { LinkDetail } from "#contract/history.ts";
import type { LinkPage } from "#contract/link.ts";
import { readHistory } from "../events/history.ts";
import { readLastEventId } from "../events/log.ts";
import type { SignedIn } from "../http/app-env.ts";
import type { Log } from "../http/log.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { readHead } from "../store/log-head.ts";
import type { Store } from "../store/open-store.ts";
import { stateOf } from "./derive-state.ts";
import { createPageCache, type RenderedPage } from "./page-cache.ts";
import { pageLinks, type PageRequest } from "./page-links.ts";
import { findLink, readLinksById, type LinkView } from "./read-links.ts";

/** How fresh a list is: when it was last read whole, and whether that was long ago. */
export type Freshness = Pick<LinkPage, "asOf" | "stale">;

interface Dependencies extends LinkView {
  store: Store;
  log: Pick<Log, "warn">;
}

/** What the store has of people's links, as it goes out. */
export interface LinkAnswers {
  page(user: SignedIn, request: PageRequest, freshness: Freshness): Promise<RenderedPage>;
  /** @returns `null` for a link that the person does not have. */
  detail(user: SignedIn, linkId: string): Promise<LinkDetail | null>;
}

/** A person's links are sorted in memory. More are shown as well, and take longer. */
const MOST_LINKS = 1_000;
const WARN_EVERY_MS = 60 * 60_000;

export function createLinkAnswers({ store, log, ...view }: Dependencies): LinkAnswers {
  const cache = createPageCache(view);
  const warnOfMany = createManyWarning(log, view.now);

  return {
    async page({ externalId, onlyLinkId }, request, freshness) {
      // Before the links are read: what comes meanwhile is told, rather than missed.
      const lastEventId = await readLastEventId(store, externalId);
      const key = JSON.stringify([externalId, onlyLinkId, request]);
      const version = JSON.stringify([lastEventId, freshness]);
      return cache.get(key, version, async () => {
        const scope = { externalId, onlyLinkId, now: view.now() };
        const { linkIds, ...rest } = await pageLinks(store, scope, request);
        warnOfMany(rest.counts);
        const links = await readLinksById(store, { externalId, linkIds }, view);
        return { ...rest, links, ...freshness, lastEventId } satisfies LinkPage;
      });
    },
    async detail({ externalId }, anyCaseId) {
      const linkId = normalizeId(anyCaseId);
      const lastEventId = await readHead(store);
      const link = await findLink(store, { externalId, linkId }, view);
      if (!link) return null;

      const { country } = link.bank;
      const history = await readHistory(store, { externalId, linkId }, (status) =>
        stateOf({ status, country }),
      );
      return v.parse(LinkDetail, { link, history, lastEventId });
    },
  };
}

/** Lists of more links than they are made for are slow: an operator is told, once an hour. */
function createManyWarning(log: Pick<Log, "warn">, now: () => number) {
  let warnedAt = -Infinity;
  return (counts: LinkPage["counts"]): void => {
    const links = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (links <= MOST_LINKS || Math.abs(now() - warnedAt) < WARN_EVERY_MS) return;
    warnedAt = now();
    log.warn({ links, most: MOST_LINKS }, "a person has more links than a list is made for");
  };
}
