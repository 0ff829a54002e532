import type { SignedIn } from "../http/app-env.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { hashToken } from "./hash-token.ts";

const ENTRY_LIFE_MS = 15 * 60 * 1000;

export interface EntryOptions {
  store: Store;
  now: () => number;
  /** 256 random bits, base64url. */
  randomToken: () => string;
}

interface Entry {
  code: string;
  expiresAt: string;
}

/** Gives out a code that lets one person in, once. */
export async function createEntry(options: EntryOptions, user: SignedIn): Promise<Entry> {
  const { store, now, randomToken } = options;
  const code = randomToken();
  const expiresAt = timestamp(now() + ENTRY_LIFE_MS);

  await store.deleteFrom("entries").where("expires_at", "<=", timestamp(now())).execute();
  await store
    .insertInto("entries")
    .values({
      code_hash: hashToken(code),
      external_id: user.externalId,
      name: user.name,
      created_at: timestamp(now()),
      expires_at: expiresAt,
      used_at: null,
    })
    .execute();
  return { code, expiresAt };
}

/**
 * Uses a code up. Of two who try at the same time, one gets in.
 *
 * @returns `null` for a code that was used, is too old, or was never given out.
 */
export async function spendEntry(
  { store, now }: Pick<EntryOptions, "store" | "now">,
  code: string,
): Promise<SignedIn | null> {
  const at = timestamp(now());
  const entry = await store
    .updateTable("entries")
    .set({ used_at: at })
    .where("code_hash", "=", hashToken(code))
    .where("used_at", "is", null)
    .where("expires_at", ">", at)
    .returning(["external_id", "name"])
    .executeTakeFirst();
  return entry ? { externalId: entry.external_id, name: entry.name } : null;
}
