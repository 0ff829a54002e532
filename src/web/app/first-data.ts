import type { QueryClient } from "@tanstack/react-query";
import { createContext } from "react";
import type { FirstData } from "#contract/first-data.ts";
import { serverClock } from "../http/server-clock.ts";
import { linkQueries } from "../links/link-queries.ts";
import { sessionQuery } from "../session/session-queries.ts";

/** What the page came with, until it is shown. */
interface ComingData {
  read: () => FirstData | null;
  forget: () => void;
}

export function keepFirstData(data: FirstData | null): ComingData {
  let kept = data;
  return {
    read: () => kept,
    forget: () => {
      kept = null;
    },
  };
}

export const FirstDataContext = createContext(keepFirstData(null));

/** Knows from the start who is there. */
export function setFirstSession(client: QueryClient, { at, session }: FirstData): void {
  client.setQueryData(sessionQuery.queryKey, session, { updatedAt: onDevice(at) });
}

/**
 * Knows from the start what the person sees of their links, as of when it held: what is too old by
 * then is shown, and asked for again.
 *
 * @param userKey Of the person who is shown.
 */
export function setFirstLinks(client: QueryClient, data: FirstData | null, userKey: string): void {
  if (data?.session.user?.key !== userKey) return;
  const { list, detail } = data;
  if (list) {
    const updatedAt = onDevice(list.asOf);
    client.setQueryData(
      linkQueries.list().queryKey,
      { pages: [list], pageParams: [null] },
      { updatedAt },
    );
  }
  if (detail) {
    const { asOf, ...rest } = detail;
    const updatedAt = onDevice(asOf);
    client.setQueryData(linkQueries.detail(rest.link.id).queryKey, rest, { updatedAt });
  }
}

/** A moment of the server's clock by that of the device, which goes for ages of answers; not to come. */
function onDevice(at: string): number {
  return Date.now() - Math.max(0, serverClock.now() - Date.parse(at));
}
