import { matchPath } from "react-router-dom";
import type { ReturnPage } from "#contract/repair.ts";
import { pages, pathTo } from "#contract/routes.ts";

const RETURN_PAGES = ["link", "repair", "repairAll"] as const;

/** Which page of ours is shown, so that the person comes back to it. */
export function shownPage({ location }: Pick<Window, "location">): ReturnPage {
  return RETURN_PAGES.find((name) => matchPath(pages[name], location.pathname)) ?? "home";
}

export function pathOfReturn(page: ReturnPage, linkId: string): string {
  return pathTo(pages[page], { linkId });
}

/**
 * Goes to Belvo's own page, in the whole window: it may not be shown in a frame, and a window of its own
 * would be blocked, or lost on a phone.
 */
export function leaveFor(window: Window, hostedUrl: string): void {
  if (window.top === window) window.location.assign(hostedUrl);
  else window.open(hostedUrl, "_top");
}
