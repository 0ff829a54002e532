import Database from "libsql";
import { expect, it } from "vitest";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import { nextSeq } from "../log-head.ts";

const LINK_ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const AT = "2026-01-01T00:00:00.000Z";

/** What the first version made of a file, as SQLite tells it, and three events of its log. */
const FIRST_VERSION = `
  create table kysely_migration (name varchar(255) not null primary key, timestamp varchar(255) not null);
  create table kysely_migration_lock (id varchar(255) not null primary key, is_locked integer default 0 not null);
  insert into kysely_migration values
    ('001-links-evidence-repairs-sessions', '${AT}'), ('002-repairs-of-link', '${AT}');
  insert into kysely_migration_lock values ('migration_lock', 0);
  create table links (id text primary key, external_id text not null, institution text not null,
    status text not null, status_since text, access_mode text, last_accessed_at text,
    created_at text, checked_at text not null, repaired_at text, gone_at text);
  create index links_of_user on links (external_id);
  create table listings (external_id text primary key, listed_at text not null);
  create table institutions (name text primary key, display_name text, logo text,
    primary_color text, country_codes text not null, read_at text not null);
  create table evidence (seq integer primary key autoincrement,
    link_id text not null references links (id), at text not null, kind text not null,
    body text not null);
  create index evidence_of_link on evidence (link_id, seq);
  create table repairs (id text primary key, link_id text not null references links (id),
    external_id text not null, opened_at text not null, first_success_at text, result text,
    ended_at text, event_count integer default 0 not null);
  create index open_repairs_of_user on repairs (external_id, link_id) where result is null;
  create index repairs_of_link on repairs (link_id, opened_at);
  create table entries (code_hash text primary key, external_id text not null, name text,
    created_at text not null, expires_at text not null, used_at text);
  create table sessions (id_hash text primary key, external_id text not null, name text,
    created_at text not null, seen_at text not null);
  insert into links (id, external_id, institution, status, checked_at)
    values ('${LINK_ID}', 'user-42', 'erebor_mx_retail', 'valid', '${AT}');
  insert into evidence (link_id, at, kind, body) values
    ('${LINK_ID}', '${AT}', 'reading', '{}'), ('${LINK_ID}', '${AT}', 'reading', '{}'),
    ('${LINK_ID}', '${AT}', 'reading', '{}');`;

it("a SQLite file of the first version is migrated with its rows, and its log goes on", async () => {
  const path = await createLocation();
  const file = new Database(path);
  file.exec(FIRST_VERSION);
  file.close();

  const store = await openTestStore(path);
  const seq = await store.write(async (tx) => {
    const next = await nextSeq(tx);
    const entry = {
      seq: next,
      link_id: LINK_ID,
      external_id: "user-42",
      at: AT,
      kind: "reading",
      body: "{}",
    };
    await tx.insertInto("evidence").values(entry).execute();
    return next;
  });
  expect(seq).toBe(4);
  expect(await store.selectFrom("links").selectAll().execute()).toMatchObject([
    { id: LINK_ID, status: "valid", doubted_at: null, gone_at: null },
  ]);
});
