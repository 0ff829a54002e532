import type { QueryClient } from "@tanstack/react-query";
import { createContext } from "react";
import type { FirstData } from "#contract/first-data.ts";
import type { ServerClock } from "../core/http/server-clock.ts";
import { linkKeys } from "../core/links/link-queries.ts";
import { sessionKey } from "../core/session/session-queries.ts";

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

/** Where the data go, and the server's clock by which they have times. */
interface Place {
  client: QueryClient;
  clock: Pick<ServerClock, "now">;
}

/** Knows from the start who is there. */
export function setFirstSession({ client, clock }: Place, { at, session }: FirstData): void {
  client.setQueryData(sessionKey, session, { updatedAt: onDevice(clock, at) });
}

/**
 * Knows from the start what the person sees of their links, as of when it held: what is too old by
 * then is shown, and asked for again.
 *
 * @param userKey Of the person who is shown.
 */
export function setFirstLinks(
  { client, clock }: Place,
  data: FirstData | null,
  userKey: string,
): void {
  if (data?.session.user?.key !== userKey) return;
  const { list, detail } = data;
  if (list) {
    const updatedAt = onDevice(clock, list.asOf);
    client.setQueryData(linkKeys.list(), { pages: [list], pageParams: [null] }, { updatedAt });
  }
  if (detail) {
    const { asOf, ...rest } = detail;
    const updatedAt = onDevice(clock, asOf);
    client.setQueryData(linkKeys.detail(rest.link.id), rest, { updatedAt });
  }
}

/** A moment of the server's clock by that of the device, which goes for ages of answers; not to come. */
function onDevice(clock: Pick<ServerClock, "now">, at: string): number {
  return Date.now() - Math.max(0, clock.now() - Date.parse(at));
}
