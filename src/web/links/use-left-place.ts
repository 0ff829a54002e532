import { useLayoutEffect, useRef } from "react";
import { bankNameId } from "./link-card.tsx";

/** Where a list was left for one of its banks. */
export interface LeftPlace {
  /** The address's query: which part of the list it was. */
  search: string;
  linkId: string;
  /** How far the bank's name was from the top of the window, in CSS pixels. */
  top: number;
}

/** Puts the person back where they left the list, once it is there again. */
export function useLeftPlace(left: LeftPlace | null, search: string, isListed: boolean): void {
  const isDone = useRef(false);
  useLayoutEffect(() => {
    if (isDone.current || !isListed) return;
    isDone.current = true;
    window.history.scrollRestoration = "auto";
    const name = left?.search === search && document.getElementById(bankNameId(left.linkId));
    if (!name) return;

    name.focus({ preventScroll: true });
    window.scrollBy(0, name.getBoundingClientRect().top - left.top);
  });
}

/** Where the list is left as one of its banks is opened. */
export function leavePlace(linkId: string, search: string): LeftPlace {
  // The browser would go back to a distance from the top, at which other rows may be by then.
  window.history.scrollRestoration = "manual";
  const top = document.getElementById(bankNameId(linkId))?.getBoundingClientRect().top ?? 0;
  return { search, linkId, top };
}
