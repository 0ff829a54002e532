import { sql, type Expression, type ExpressionBuilder, type SqlBool } from "kysely";
import type { ProblemCode } from "#contract/problem.ts";
import { pages } from "#contract/routes.ts";
import type { SignedIn } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";
import { amongOldest } from "../store/among-oldest.ts";
import type { Store } from "../store/open-store.ts";
import type { Tables } from "../store/tables.ts";
import { timestamp } from "../store/timestamp.ts";
import { hashToken } from "./hash-token.ts";
import { CHOICE_COLUMNS, choicesOf, columnsOf } from "./host-choices.ts";

const A_DAY_MS = 24 * 60 * 60 * 1000;

interface Terms {
  lifeMs: number;
  openings: number;
  /** The session that makes it, by its hashed token: with that it ends. */
  madeBy?: string;
}

/** For a person who is sent on by an app that they are in. */
const FOR_ALL: Terms = { lifeMs: 15 * 60 * 1000, openings: 1 };
/** For an e-mail: people come back to it, and open it on another device. */
const FOR_ONE: Terms = { lifeMs: 7 * A_DAY_MS, openings: 10 };
/** How long a code that is no good any more is told why. */
const EXPLAINED_MS = 30 * A_DAY_MS;
/** Old ones that go when a new one is made: more than are made, so that they never become many. */
const DELETED_AT_ONCE = 20;

export interface LoginLinkOptions {
  store: Store;
  now: () => number;
  /** 256 random bits, base64url. */
  randomToken: () => string;
}

interface LoginLink {
  code: string;
  expiresAt: string;
}

/** A fragment is never sent to a server, so the code is in nobody's access log. */
export function addressOf({ code }: Pick<LoginLink, "code">, publicUrl: string): string {
  return `${publicUrl}${pages.enter}#${code}`;
}

/**
 * Gives out a code that lets one person in. Unless other terms are given: once, and soon, to all of their
 * links; or for a week to repair one of them.
 *
 * @param since From when on, in milliseconds since 1970, Belvo's word that the link works ends it:
 *   when Belvo was asked whether it is broken.
 */
export async function createLoginLink(
  options: LoginLinkOptions,
  user: SignedIn,
  since: number,
  terms: Terms = user.onlyLinkId === null ? FOR_ALL : FOR_ONE,
): Promise<LoginLink> {
  const { store, now, randomToken } = options;
  const { lifeMs, openings, madeBy = null } = terms;
  const code = randomToken();
  const expiresAt = timestamp(now() + lifeMs);

  const old = { before: timestamp(now() - EXPLAINED_MS), limit: DELETED_AT_ONCE };
  await store
    .deleteFrom("entries")
    .where(amongOldest({ table: "entries", column: "expires_at", ...old }))
    .execute();
  await store
    .insertInto("entries")
    .values({
      code_hash: hashToken(code),
      external_id: user.externalId,
      name: user.name,
      created_at: timestamp(since),
      expires_at: expiresAt,
      used_at: null,
      link_id: user.onlyLinkId,
      most_openings: openings,
      made_by: madeBy,
      ...columnsOf(user),
    })
    .execute();
  return { code, expiresAt };
}

/** From now on, none of a user's codes lets anybody in. */
export async function deleteLoginLinks(
  { store }: Pick<LoginLinkOptions, "store">,
  externalId: string,
): Promise<void> {
  await store.deleteFrom("entries").where("external_id", "=", externalId).execute();
}

/**
 * Uses one opening of a code. Of those who try at the same time, no more get in than it has left.
 *
 * @throws {ProblemError} Saying why the code lets nobody in.
 */
export async function redeemLoginLink(
  { store, now }: Pick<LoginLinkOptions, "store" | "now">,
  code: string,
): Promise<SignedIn> {
  const at = timestamp(now());
  const codeHash = hashToken(code);
  const loginLink = await store
    .updateTable("entries")
    .set((column) => ({ used_at: at, openings: column("openings", "+", 1) }))
    .where("code_hash", "=", codeHash)
    .where(isOpen(at))
    .returning(NAMED)
    .executeTakeFirst();
  if (!loginLink) throw new ProblemError(await whyNot(store, codeHash, at));
  return signedInBy(loginLink);
}

/**
 * Says whom a code would let in, and uses nothing of it.
 *
 * @throws {ProblemError} As {@link redeemLoginLink} would.
 */
export async function readLoginLink(
  { store, now }: Pick<LoginLinkOptions, "store" | "now">,
  code: string,
): Promise<SignedIn> {
  const at = timestamp(now());
  const codeHash = hashToken(code);
  const loginLink = await store
    .selectFrom("entries")
    .select(NAMED)
    .where("code_hash", "=", codeHash)
    .where(isOpen(at))
    .executeTakeFirst();
  if (!loginLink) throw new ProblemError(await whyNot(store, codeHash, at));
  return signedInBy(loginLink);
}

const NAMED = ["external_id", "name", "link_id", ...CHOICE_COLUMNS] as const;

function signedInBy(loginLink: Pick<Tables["entries"], (typeof NAMED)[number]>): SignedIn {
  const { external_id: externalId, name, link_id: onlyLinkId } = loginLink;
  return { externalId, name, onlyLinkId, ...choicesOf(loginLink) };
}

type LoginLinks = ExpressionBuilder<Tables, "entries">;

/** True of those that let somebody in at this moment. */
function isOpen(at: string): (loginLink: LoginLinks) => Expression<SqlBool> {
  return (loginLink) =>
    loginLink.and([
      loginLink("expires_at", ">", at),
      loginLink("openings", "<", mostOpenings),
      loginLink.not(isRepaired),
      loginLink.not(isOrphan),
    ]);
}

const mostOpenings = sql<number>`coalesce(entries.most_openings,
  case when entries.link_id is null
    then ${sql.lit(FOR_ALL.openings)} else ${sql.lit(FOR_ONE.openings)} end)`;

/** The session that made it has ended: what it gave away ends too. */
const isOrphan = sql<SqlBool>`(entries.made_by is not null and not exists (
  select 1 from sessions where sessions.id_hash = entries.made_by
))`;

/** Only Belvo's word counts, whoever repaired the link; once is enough, also if it breaks again. */
const isRepaired = sql<SqlBool>`exists (
  select 1 from links
  where links.id = entries.link_id
    and links.external_id = entries.external_id
    and links.valid_at > entries.created_at
)`;

async function whyNot(store: Store, codeHash: string, at: string): Promise<ProblemCode> {
  const loginLink = await store
    .selectFrom("entries")
    .select(["expires_at", isRepaired.as("is_repaired"), isOrphan.as("is_orphan")])
    .where("code_hash", "=", codeHash)
    .executeTakeFirst();
  if (!loginLink) return "entry_unknown";
  // The best news first: it may be too old as well.
  if (Boolean(loginLink.is_repaired)) return "entry_repaired";
  const isOver = loginLink.expires_at <= at || Boolean(loginLink.is_orphan);
  return isOver ? "entry_expired" : "entry_used";
}
