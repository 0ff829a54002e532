import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { writeInChunks } from "../store/write-in-chunks.ts";
import type { LinkNotes } from "./link-notes.ts";
import { markGone, recordReadings } from "./record-reading.ts";

export interface Recording {
  store: Store;
  now: () => number;
  notes: LinkNotes;
}

/** What Belvo said of links of anyone. */
interface LinkAnswer {
  links: readonly BelvoLink[];
  /** Links that Belvo does not have. */
  gone: readonly string[];
  /** When it was asked. */
  askedAt: string;
}

/** Takes in what Belvo said, some links in a transaction. */
export async function recordAnswer(
  { store, now, notes }: Recording,
  { links, gone, askedAt }: LinkAnswer,
): Promise<void> {
  const timesOf = () => ({ askedAt, recordedAt: timestamp(now()) });
  await writeInChunks(store, links, async (tx, chunk) => {
    const { unnamed } = await recordReadings(tx, { links: chunk, ...timesOf() });
    notes.tell(chunk, unnamed);
  });
  await writeInChunks(store, gone, async (tx, chunk) => {
    const owned = await tx
      .selectFrom("links")
      .select(["id as linkId", "external_id as externalId"])
      .where("id", "in", chunk)
      .execute();
    for (const own of owned) await markGone(tx, { ...own, ...timesOf() });
  });
}
