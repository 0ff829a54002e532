import type { HostChoices } from "#contract/session.ts";
import type { SignedIn } from "../http/app-env.ts";
import { prepareQuery } from "../store/prepare-query.ts";
import { amongOldest } from "../store/among-oldest.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { choicesOf, columnsOf } from "./host-choices.ts";
import { hashToken } from "./hash-token.ts";

const IDLE_MS = 30 * 60 * 1000;
export const SESSION_LIFE_MS = 12 * 60 * 60 * 1000;
/** A session's last use is written down this often at most. */
const SEEN_EVERY_MS = 60_000;
/** Of more than these, a person's oldest ends: nobody has so many devices. */
const MOST_OF_USER = 10;
/** How many more there may have been before that was so. */
const MOST_BESIDES = 1_000;
/** What one question looks up. */
const MOST_AT_ONCE = 1_000;
/** Ended sessions that are forgotten when one begins: more than begin, so that they never become many. */
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
  /** From now on the host's choices are these. */
  choose(token: string, choices: HostChoices): Promise<void>;
  /** From now on the session is this person's. The browser's cookie stays as it is. */
  handTo(token: string, user: SignedIn): Promise<void>;
  end(token: string): Promise<void>;
  /** Ends all of a person's sessions, or those that are for one of their links. */
  endAll(user: Pick<SignedIn, "externalId" | "onlyLinkId">): Promise<void>;
  /** Those of some sessions that last, by their hashed tokens. Does not count as use of them. */
  openAmong: (idHashes: readonly string[]) => Promise<Set<string>>;
  /** Calls back with the hashed token of each session that is ended here. */
  onEnd(listener: (idHash: string) => void): void;
}

export function createSessions(options: SessionsOptions): Sessions {
  const { store, now, randomToken } = options;

  const listeners: ((idHash: string) => void)[] = [];

  async function end(token: string): Promise<void> {
    const idHash = hashToken(token);
    await store.deleteFrom("sessions").where("id_hash", "=", idHash).execute();
    tell([{ id_hash: idHash }]);
  }

  function tell(ended: readonly { id_hash: string }[]): void {
    for (const { id_hash } of ended) for (const listener of listeners) listener(id_hash);
  }

  return {
    end,
    async begin({ externalId, name, onlyLinkId, ...choices }, oldToken) {
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
          ...columnsOf(choices),
        })
        .execute();
      tell(await endOldest(store, { externalId, newest: hashToken(token) }));
      return token;
    },
    async endAll({ externalId, onlyLinkId }) {
      const ended = await store
        .deleteFrom("sessions")
        .where("external_id", "=", externalId)
        .$if(onlyLinkId !== null, (sessions) => sessions.where("link_id", "=", onlyLinkId))
        .returning("id_hash")
        .execute();
      tell(ended);
    },
    async find(token) {
      const session = await findSession(options, hashToken(token));
      if (!session) return null;
      await saveSeen(options, session);
      return {
        externalId: session.external_id,
        name: session.name,
        onlyLinkId: session.link_id,
        ...choicesOf(session),
      };
    },
    async choose(token, choices) {
      await store
        .updateTable("sessions")
        .set(columnsOf(choices))
        .where("id_hash", "=", hashToken(token))
        .execute();
    },
    async handTo(token, { externalId, name, onlyLinkId, ...choices }) {
      const idHash = hashToken(token);
      await store
        .updateTable("sessions")
        .set({ external_id: externalId, name, link_id: onlyLinkId, ...columnsOf(choices) })
        .where("id_hash", "=", idHash)
        .execute();
      // What is open in the other's name closes.
      tell([{ id_hash: idHash }]);
    },
    openAmong: (idHashes) => findOpen(options, idHashes),
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

async function findOpen(
  { store, now }: SessionsOptions,
  idHashes: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (let from = 0; from < idHashes.length; from += MOST_AT_ONCE) {
    const open = await store
      .selectFrom("sessions")
      .select("id_hash")
      .where("id_hash", "in", idHashes.slice(from, from + MOST_AT_ONCE))
      .where("seen_at", ">", timestamp(now() - IDLE_MS))
      .where("created_at", ">", timestamp(now() - SESSION_LIFE_MS))
      .execute();
    for (const { id_hash } of open) found.add(id_hash);
  }
  return found;
}

/** @param newest The session that has just begun, which stays. */
async function endOldest(
  store: Store,
  { externalId, newest }: { externalId: string; newest: string },
): Promise<{ id_hash: string }[]> {
  return store
    .deleteFrom("sessions")
    .where("id_hash", "in", (session) =>
      session
        .selectFrom("sessions")
        .select("id_hash")
        .where("external_id", "=", externalId)
        .where("id_hash", "!=", newest)
        .orderBy("created_at", "desc")
        .limit(MOST_BESIDES)
        .offset(MOST_OF_USER - 1),
    )
    .returning("id_hash")
    .execute();
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

async function forgetEnded({ store, now }: SessionsOptions): Promise<void> {
  const ends = [
    { column: "seen_at", before: timestamp(now() - IDLE_MS) },
    { column: "created_at", before: timestamp(now() - SESSION_LIFE_MS) },
  ] as const;
  for (const end of ends) {
    await store
      .deleteFrom("sessions")
      .where(amongOldest({ table: "sessions", limit: FORGOTTEN_AT_ONCE, ...end }))
      .execute();
  }
}
