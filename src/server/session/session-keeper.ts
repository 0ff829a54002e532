import type { SignedIn } from "../http/app-env.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { hashToken } from "./hash-token.ts";

const IDLE_MS = 30 * 60 * 1000;
export const SESSION_LIFE_MS = 12 * 60 * 60 * 1000;
/** A session's last use is written down this often at most. */
const SEEN_EVERY_MS = 60_000;

interface SessionKeeperOptions {
  store: Store;
  now: () => number;
  /** 256 random bits, base64url. */
  randomToken: () => string;
}

export interface SessionKeeper {
  /** Begins a session, and ends the one that the browser had. Gives the new one's token. */
  begin(user: SignedIn, oldToken: string | undefined): Promise<string>;
  /** The person behind a token; `null` when the session has ended or never was. */
  find(token: string): Promise<SignedIn | null>;
  end(token: string): Promise<void>;
}

export function createSessionKeeper(options: SessionKeeperOptions): SessionKeeper {
  const { store, now, randomToken } = options;

  async function end(token: string): Promise<void> {
    await store.deleteFrom("sessions").where("id_hash", "=", hashToken(token)).execute();
  }

  return {
    end,
    async begin({ externalId, name }, oldToken) {
      if (oldToken !== undefined) await end(oldToken);
      await forgetEnded(options);

      const token = randomToken();
      const at = timestamp(now());
      await store
        .insertInto("sessions")
        .values({
          id_hash: hashToken(token),
          external_id: externalId,
          name,
          created_at: at,
          seen_at: at,
        })
        .execute();
      return token;
    },
    find: (token) => findSession(options, hashToken(token)),
  };
}

async function findSession(
  { store, now }: SessionKeeperOptions,
  idHash: string,
): Promise<SignedIn | null> {
  const at = now();
  const session = await store
    .selectFrom("sessions")
    .selectAll()
    .where("id_hash", "=", idHash)
    .where("seen_at", ">", timestamp(at - IDLE_MS))
    .where("created_at", ">", timestamp(at - SESSION_LIFE_MS))
    .executeTakeFirst();
  if (!session) return null;

  if (session.seen_at < timestamp(at - SEEN_EVERY_MS)) {
    await store
      .updateTable("sessions")
      .set({ seen_at: timestamp(at) })
      .where("id_hash", "=", idHash)
      .execute();
  }
  return { externalId: session.external_id, name: session.name };
}

async function forgetEnded({ store, now }: SessionKeeperOptions): Promise<void> {
  await store
    .deleteFrom("sessions")
    .where((session) =>
      session.or([
        session("seen_at", "<=", timestamp(now() - IDLE_MS)),
        session("created_at", "<=", timestamp(now() - SESSION_LIFE_MS)),
      ]),
    )
    .execute();
}
