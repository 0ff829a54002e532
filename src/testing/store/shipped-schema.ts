const SHIPPED_MIGRATIONS = [
  "001-links-evidence-repairs-sessions",
  "002-repairs-of-link",
  "003-log-head-inbox-sweeps",
  "004-repair-entries",
  "005-walks-watches-tries",
  "006-links-by-bank",
];

const AT = "2026-11-01T00:00:00.000Z";
export const SHIPPED_LINK_ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";

/**
 * What these migrations made of a database when they were shipped, on either engine, and a person with
 * one link whose log has an event.
 */
export const SHIPPED_SCHEMA = `
  create table kysely_migration (name varchar(255) not null primary key,
    timestamp varchar(255) not null);
  create table kysely_migration_lock (id varchar(255) not null primary key,
    is_locked integer default 0 not null);
  insert into kysely_migration_lock values ('migration_lock', 0);

  create table links (id text primary key, external_id text not null, institution text not null,
    status text not null, status_since text, access_mode text, last_accessed_at text,
    created_at text, checked_at text not null, repaired_at text, gone_at text);
  create index links_of_user on links (external_id);
  create table listings (external_id text primary key, listed_at text not null);
  create table institutions (name text primary key, display_name text, logo text,
    primary_color text, country_codes text not null, read_at text not null);
  create table evidence (seq integer primary key, link_id text not null references links (id),
    at text not null, kind text not null, body text not null);
  create index evidence_of_link on evidence (link_id, seq);
  create table repairs (id text primary key, link_id text not null references links (id),
    external_id text not null, opened_at text not null, first_success_at text, result text,
    ended_at text, event_count integer default 0 not null);
  create index open_repairs_of_user on repairs (external_id, link_id) where result is null;
  create table entries (code_hash text primary key, external_id text not null, name text,
    created_at text not null, expires_at text not null, used_at text);
  create table sessions (id_hash text primary key, external_id text not null, name text,
    created_at text not null, seen_at text not null);
  create index repairs_of_link on repairs (link_id, opened_at);
  create table log_head (id integer primary key, seq integer not null);
  alter table evidence add column external_id text default '' not null;
  create index evidence_of_user on evidence (external_id, seq);
  alter table links add column doubted_at text;
  alter table links add column bank_trouble_at text;
  alter table links add column busy_until text;
  alter table links add column fetching_since text;
  alter table links add column data_at text;
  alter table links add column status_seq integer;
  alter table links add column doubted_seq integer;
  alter table links add column bank_trouble_seq integer;
  create index links_by_check on links (checked_at);
  create index doubted_links on links (doubted_at) where doubted_at is not null;
  create table inbox (id text primary key, hash text not null unique, received_at text not null,
    body text not null, attempts integer default 0 not null, next_attempt_at text not null,
    applied_at text, parked_at text, reason text, repeats integer default 0 not null);
  create index inbox_queue on inbox (next_attempt_at)
    where applied_at is null and parked_at is null;
  create table leases (name text primary key, holder text not null, until text not null);
  create table sweeps (name text primary key, started_at text not null, phase text not null,
    next_page text, finished_at text);
  alter table entries add column link_id text;
  alter table entries add column openings integer default 0 not null;
  alter table sessions add column link_id text;
  create table walks (id text primary key, external_id text not null, started_at text not null,
    ended_at text);
  create unique index one_open_walk on walks (external_id) where ended_at is null;
  create index walks_by_start on walks (started_at);
  create table walk_steps (walk_id text not null references walks (id), place integer not null,
    link_id text not null references links (id), skipped_at text,
    constraint walk_steps_key primary key (walk_id, link_id),
    constraint one_step_a_place unique (walk_id, place));
  create table watches (external_id text not null, link_id text not null references links (id),
    asked_at text not null, told_at text, constraint watches_key primary key (link_id, external_id));
  alter table links add column valid_at text;
  alter table links add column refused_logins text;
  alter table links add column bank_read text;
  alter table links add column bank_read_at text;
  alter table repairs add column error_code text;
  create index links_by_bank on links (external_id, institution, status, id) where gone_at is null;

  insert into links (id, external_id, institution, status, status_seq, checked_at, bank_trouble_at,
      bank_read, bank_read_at)
    values ('${SHIPPED_LINK_ID}', 'user-42', 'erebor_mx_retail', 'valid', 1, '${AT}', '${AT}',
      'down', '${AT}');
  insert into evidence (seq, link_id, external_id, at, kind, body) values (1, '${SHIPPED_LINK_ID}',
    'user-42', '${AT}', 'reading', '{"status":"valid","lastAccessedAt":null,"before":null}');
  insert into log_head values (1, 1);
  ${SHIPPED_MIGRATIONS.map((name) => `insert into kysely_migration values ('${name}', '${AT}');`).join("\n  ")}
`;
