import type { SignedIn } from "../http/app-env.ts";
import { prepareQuery } from "../store/prepare-query.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { hashToken } from "./hash-token.ts";

const IDLE_MS = 30 * 60 * 1000;
export const SESSION_LIFE_MS = 12 * 60 * 60 * 1000;
/** A session's last use is written down this often at most. */
const SEEN_EVERY_MS = 60_000;
/** Ended sessions that are forgotten when one begins. */
const FORGOTTEN_AT_ONCE = 20;

interface SessionsOptions {
  store: Store;
  now: () => number;
  /** 256 random bits, base64url. */
  randomToken: () => string;
}

export interface Sessions {
  /** Begins a session, and ends the one that the browser had. Gives the new one's token. */
  begin(user: SignedIn, oldToken: string | undefined): Promise<string>;
  /** The person behind a token; `null` when the session has ended or never was. */
  find(token: string): Promise<SignedIn | null>;
  end(token: string): Promise<void>;
  /** True while a session lasts, by its hashed token. Does not count as use of it. */
  isOpen: (idHash: string) => Promise<boolean>;
  /** Calls back with the hashed token of each session that is ended here. */
  onEnd(listener: (idHash: string) => void): void;
}

export function createSessions(options: SessionsOptions): Sessions {
  const { store, now, randomToken } = options;

  const listeners: ((idHash: string) => void)[] = [];

  async function end(token: string): Promise<void> {
    const idHash = hashToken(token);
    await store.deleteFrom("sessions").where("id_hash", "=", idHash).execute();
    for (const listener of listeners) listener(idHash);
  }

  return {
    end,
    async begin({ externalId, name, onlyLinkId }, oldToken) {
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
          link_id: onlyLinkId,
        })
        .execute();
      return token;
    },
    async find(token) {
      const session = await findSession(options, hashToken(token));
      if (!session) return null;
      await saveSeen(options, session);
      return {
        externalId: session.external_id,
        name: session.name,
        onlyLinkId: session.link_id,
      };
    },
    isOpen: async (idHash) => (await findSession(options, idHash)) !== undefined,
    onEnd: (listener) => void listeners.push(listener),
  };
}

const findRow = prepareQuery((db, text: (name: "idHash" | "seenAfter" | "begunAfter") => string) =>
  db
    .selectFrom("sessions")
    .selectAll()
    .where("id_hash", "=", text("idHash"))
    .where("seen_at", ">", text("seenAfter"))
    .where("created_at", ">", text("begunAfter")),
);

async function findSession({ store, now }: SessionsOptions, idHash: string) {
  const [session] = await findRow(store, {
    idHash,
    seenAfter: timestamp(now() - IDLE_MS),
    begunAfter: timestamp(now() - SESSION_LIFE_MS),
  });
  return session;
}

async function saveSeen(
  { store, now }: SessionsOptions,
  session: { id_hash: string; seen_at: string },
): Promise<void> {
  if (session.seen_at >= timestamp(now() - SEEN_EVERY_MS)) return;
  await store
    .updateTable("sessions")
    .set({ seen_at: timestamp(now()) })
    .where("id_hash", "=", session.id_hash)
    .execute();
}

/** A few at a time: more than begin, so that ended ones never become many. */
async function forgetEnded({ store, now }: SessionsOptions): Promise<void> {
  const ends = [
    { column: "seen_at", before: timestamp(now() - IDLE_MS) },
    { column: "created_at", before: timestamp(now() - SESSION_LIFE_MS) },
  ] as const;
  for (const { column, before } of ends) {
    await store
      .deleteFrom("sessions")
      .where("id_hash", "in", (session) =>
        session
          .selectFrom("sessions")
          .select("id_hash")
          .where(column, "<=", before)
          .orderBy(column)
          .limit(FORGOTTEN_AT_ONCE),
      )
      .execute();
  }
}
