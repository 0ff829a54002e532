import * as z from "zod/mini";
import { LinkDetail } from "./history.ts";
import { LinkPage } from "./link.ts";
import { Session } from "./session.ts";

/** The element of the page that has {@link FirstData} as JSON. */
export const FIRST_DATA_ID = "first-data";

/**
 * What the page shows first, so that it need not ask for it. All of it is for the person whom the
 * session names, and from our own store: Belvo was not waited for.
 */
export const FirstData = z.object({
  /** When it was written, by the server's clock. */
  at: z.iso.datetime(),
  session: Session,
  /** The first page of the whole list, where that is shown; `null` too where the store lacks it. */
  list: z.nullable(LinkPage),
  /** The link that is shown, with when all of its person's links held. */
  detail: z.nullable(z.extend(LinkDetail, { asOf: z.iso.datetime() })),
});
export type FirstData = z.infer<typeof FirstData>;
