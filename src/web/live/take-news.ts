import type { QueryClient } from "@tanstack/react-query";
import { LiveChange, liveEvents } from "#contract/live.ts";
import type { Link } from "#contract/link.ts";
import { linkQueries } from "../links/link-queries.ts";
import { listedLink, showGone, showReading } from "../links/show-reading.ts";
import type { StreamTools } from "./keep-stream.ts";

/** Several links that the list does not have yet are asked for at once. */
const GATHER_MS = 500;

interface NewsTools extends Pick<StreamTools, "after"> {
  client: QueryClient;
  /** Told of each link that Belvo calls something else than before. */
  changed: (link: Link) => void;
}

/**
 * Puts news on the page. News that came before change nothing, and neither do news that something
 * shown has overtaken.
 *
 * @returns What takes one event of the server's.
 */
export function takeNews({
  client,
  after,
  changed,
}: NewsTools): (type: string, data: string) => void {
  let latest = 0;
  let isReading = false;

  const queryKey = linkQueries.lists;
  // To read it now would call off the page of it that the person has just asked for.
  const isListOnItsWay = () => client.isFetching({ queryKey }) > 0;

  const readListSoon = () => {
    if (isReading) return;
    isReading = true;
    after(GATHER_MS, () => {
      isReading = false;
      if (isListOnItsWay()) readListSoon();
      else void client.invalidateQueries({ queryKey });
    });
  };
  const readAgain = () => {
    latest = 0;
    const filters = { queryKey: linkQueries.all };
    if (isListOnItsWay()) {
      readListSoon();
      const isOther = (query: { queryKey: readonly unknown[] }) =>
        query.queryKey[1] !== queryKey[1];
      void client.invalidateQueries({ ...filters, predicate: isOther });
    } else {
      void client.invalidateQueries(filters);
    }
  };
  return (type, data) => {
    const news = type === liveEvents.change ? readChange(data) : null;
    // A change that cannot be read is of another version: what it says can be asked for.
    if (!news) readAgain();
    else if (news.seq > latest) {
      latest = news.seq;
      showChange(client, news, { changed, readListSoon });
    }
  };
}

interface ShowTools extends Pick<NewsTools, "changed"> {
  readListSoon: () => void;
}

function showChange(
  client: QueryClient,
  { linkId, link, entry }: LiveChange,
  { changed, readListSoon }: ShowTools,
): void {
  if (!link) {
    showGone(client, linkId);
    void client.invalidateQueries({ queryKey: linkQueries.detail(linkId).queryKey });
    return;
  }
  const isListed = listedLink(client, linkId) !== undefined;
  if (entry?.kind === "state_read") changed(link);
  showReading(client, link);
  if (!isListed) readListSoon();
  if (entry) tellStory(client, linkId, entry);
}

/** Puts an entry on top of a link's history, unless it is there. */
function tellStory(
  client: QueryClient,
  linkId: string,
  entry: NonNullable<LiveChange["entry"]>,
): void {
  const { queryKey } = linkQueries.detail(linkId);
  // An answer that is on its way may have been asked for before.
  if (client.isFetching({ queryKey }) > 0) void client.invalidateQueries({ queryKey });
  client.setQueryData(
    queryKey,
    (detail) =>
      detail && {
        ...detail,
        history: [entry, ...detail.history.filter(({ seq }) => seq !== entry.seq)].sort(
          (a, b) => b.seq - a.seq,
        ),
      },
  );
}

function readChange(data: string): LiveChange | null {
  try {
    return LiveChange.parse(JSON.parse(data));
  } catch {
    return null;
  }
}
