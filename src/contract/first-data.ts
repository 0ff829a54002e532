import * as v from "valibot";
import { IsoTime } from "./formats.ts";
import { LinkDetail } from "./history.ts";
import { LinkPage } from "./link.ts";
import { Session } from "./session.ts";

/** The element of the page that has {@link FirstData} as JSON. */
export const FIRST_DATA_ID = "first-data";

/**
 * What the page shows first, so that it need not ask for it. All of it is for the person whom the
 * session names, and from our own store: Belvo was not waited for.
 */
export const FirstData = v.object({
  /** When it was written, by the server's clock. */
  at: IsoTime,
  session: Session,
  /** The first page of the whole list, where that is shown; `null` too where the store lacks it. */
  list: v.nullable(LinkPage),
  /** The link that is shown, with when all of its person's links held. */
  detail: v.nullable(v.object({ ...LinkDetail.entries, asOf: IsoTime })),
});
export type FirstData = v.InferOutput<typeof FirstData>;
