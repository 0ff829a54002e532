import { pages } from "#contract/routes.ts";
import type { PagePart } from "../site/preloads.ts";

/** What an address shows, as far as it matters before the page runs. */
export interface Place {
  /** What the page loads for it, if that is not there from the start. */
  part: PagePart | null;
  /** True for the whole list, from its beginning. */
  isList: boolean;
  /** `null` where no one link is shown. */
  linkId: string | null;
  /** True where it is the same for everybody. */
  isPublic: boolean;
}

const NOWHERE: Place = { part: null, isList: false, linkId: null, isPublic: false };

const RETURN = pages.return.replace("*", "");

/** What of an address changes which part of the list is shown. */
const VIEW = ["q", "state", "sort"];

export function findPlace(url: string): Place {
  const { pathname, searchParams } = new URL(url);
  const path = pathname === "/" ? pathname : pathname.replace(/\/+$/, "");
  if (path === pages.home) {
    return { ...NOWHERE, isList: !VIEW.some((name) => searchParams.has(name)) };
  }
  if (path === pages.enter) return { ...NOWHERE, part: "enter" };
  if (path.startsWith(RETURN)) return { ...NOWHERE, part: "return" };
  if (path === pages.repairAll) return { ...NOWHERE, part: "repairAll" };
  if (path === pages.lab) return { ...NOWHERE, part: "lab", isPublic: true };

  const [, folder, linkId, ...rest] = path.split("/");
  if (linkId === undefined || rest.length > 0) return NOWHERE;
  if (folder === "links") return { ...NOWHERE, part: "link", linkId };
  return folder === "repair" ? { ...NOWHERE, linkId } : NOWHERE;
}
