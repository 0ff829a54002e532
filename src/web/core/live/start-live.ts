import type { QueryClient } from "@tanstack/query-core";
import * as v from "valibot";
import { LiveAddressee } from "#contract/live.ts";
import { routes } from "#contract/routes.ts";
import type { Api } from "../http/api.ts";
import { cachedLinks } from "../links/cached-links.ts";
import { linkKeys } from "../links/link-queries.ts";
import { invalidateLinks } from "../links/update-links.ts";
import { announceChanges, type AnnounceTools } from "./announce-changes.ts";
import { applyLiveChange } from "./apply-live-change.ts";
import { connectLive, type EventStream } from "./connect-live.ts";
import { diffLinks } from "./diff-links.ts";
import { holdChanges } from "./hold-changes.ts";
import type { Locks } from "../locks.ts";

/** The repair that runs in this tab, as far as live changes must know of it. */
export interface RunningRepair {
  isOf: (linkId: string) => boolean;
  /** True while its widget is on its way. */
  isPreparing: () => boolean;
  /** Tells of each step. The function it returns ends that. */
  subscribe: (listener: () => void) => () => void;
}

/** What has waited for a widget is shown after this time at the latest, however busy the page is. */
const SOON_MS = 1_000;

/** The browser, as far as a live page needs it. What old ones lack may be missing. */
interface LiveBrowser extends Pick<Window, "addEventListener"> {
  readonly document: Pick<Document, "visibilityState" | "addEventListener">;
  readonly EventSource?: new (url: string) => EventStream;
  readonly navigator: { readonly locks?: Locks };
}

interface LiveOptions extends Pick<AnnounceTools, "describe" | "announce"> {
  api: Pick<Api, "urlOf" | "nameOf" | "shownUser">;
  browser: LiveBrowser;
  /** Does `work` once nothing else is going on, after `timeout` milliseconds at the latest. */
  whenIdle: (work: () => void, timeout: number) => void;
  /** As the session has it. */
  userKey: string;
  client: QueryClient;
  repair: RunningRepair;
  onLive: (isLive: boolean) => void;
  /** Ends it all. */
  signal: AbortSignal;
}

/** Tells the page of changes as they happen, for as long as it is looked at, and announces them. */
export function startLive(options: LiveOptions) {
  const { api, browser, whenIdle, userKey, client, repair, onLive, signal, ...tools } = options;
  const { document, EventSource } = browser;
  const after = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      if (!signal.aborted) work();
    }, ms);
    return () => clearTimeout(timer);
  };
  const isVisible = () => document.visibilityState === "visible";
  const isAnswered = (linkId: string) =>
    repair.isOf(linkId) || client.isMutating({ mutationKey: linkKeys.refresh(linkId) }) > 0;
  const onChange = diffLinks({
    client,
    onChange: announceChanges({ ...tools, after, isVisible, isAnswered }),
    signal,
  });

  // Browsers that lack it poll.
  if (!EventSource) return;
  const apply = holdChanges({
    apply: applyLiveChange({ client, after, onChange }),
    isHeld: repair.isPreparing,
    subscribe: repair.subscribe,
    whenIdle: (work) => whenIdle(work, SOON_MS),
    signal,
  });
  whenRead(client, signal, (lastEventId) => {
    const { resume, pause } = connectLive({
      open: (id) =>
        new EventSource(api.urlOf(id === null ? routes.live : `${routes.live}?lastEventId=${id}`)),
      lastEventId: lastEventId === null ? null : String(lastEventId),
      after,
      random: Math.random,
      onEvent: (type, data) => {
        // By itself the browser goes on with a stream, also when somebody else has come in.
        if (isFor(userKey, data)) apply(type, data);
        else api.shownUser.leave();
      },
      onLive,
      onRefused: () => void invalidateLinks(client),
    });
    let leaveBackground = new AbortController();
    const follow = () => {
      leaveBackground.abort();
      if (isVisible()) {
        resume();
        return;
      }
      pause();
      if (!isAlertAsked(client)) return;
      leaveBackground = new AbortController();
      holdBackgroundLock(browser.navigator.locks, {
        name: api.nameOf(`bank-alert-${userKey}`),
        signal: leaveBackground.signal,
        work: resume,
      });
    };
    follow();
    document.addEventListener("visibilitychange", follow, { signal });
    browser.addEventListener("online", () => isVisible() && resume(), { signal });
    signal.addEventListener("abort", () => {
      leaveBackground.abort();
      pause();
    });
  });
}

function isFor(userKey: string, data: unknown): boolean {
  try {
    return v.parse(LiveAddressee, JSON.parse(String(data))).user === userKey;
  } catch {
    // Of another version, which does not say whom it is for.
    return true;
  }
}

/** Waits for the first answer about links: it says from which event the stream goes on. */
function whenRead(
  client: QueryClient,
  signal: AbortSignal,
  work: (lastEventId: number | null) => void,
): void {
  const cache = client.getQueryCache();
  const find = () =>
    cache.findAll({
      queryKey: linkKeys.all,
      predicate: ({ state }) => state.status === "success",
    });
  const start = () => {
    const ids = find().map(({ queryKey }) => cachedLinks(client, queryKey).lastEventId);
    work(ids.reduce((first, id) => (first === null || id === null ? null : Math.min(first, id))));
  };
  if (find().length > 0) {
    start();
    return;
  }
  const stop = cache.subscribe(() => {
    if (find().length === 0) return;
    stop();
    start();
  });
  signal.addEventListener("abort", stop);
}

/** True while the person waits to be told that a bank is back, wherever they are by then. */
function isAlertAsked(client: QueryClient): boolean {
  return client
    .getQueryCache()
    .findAll({ queryKey: linkKeys.all })
    .some(({ queryKey }) =>
      cachedLinks(client, queryKey).links.some(({ watch }) => watch === "asked"),
    );
}

/**
 * Does `work` in one background tab of the browser, and in the next when that one goes: browsers keep
 * few connections to a server, and each tab's own would use them up.
 */
function holdBackgroundLock(
  locks: Locks | undefined,
  { name, signal, work }: { name: string; signal: AbortSignal; work: () => void },
): void {
  locks
    ?.request(name, { signal }, () => {
      work();
      return new Promise<void>((release) => signal.addEventListener("abort", () => release()));
    })
    // Aborted, or refused where storage is turned off.
    .catch(() => undefined);
}
