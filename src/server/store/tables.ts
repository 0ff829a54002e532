import type { Generated, Selectable, Transaction } from "kysely";

/**
 * Every table by its name in the database. Some names are older than the words that the code has for
 * what is in them. All times are written by `timestamp`; both SQLite and PostgreSQL hold them as text.
 */
export interface Tables {
  links: LinksTable;
  listings: ListingsTable;
  institutions: InstitutionsTable;
  bank_statuses: BankStatusesTable;
  evidence: EventsTable;
  log_head: LogHeadTable;
  repairs: RepairsTable;
  hosted_repairs: HostedRepairsTable;
  prepared_repairs: PreparedRepairsTable;
  entries: LoginLinksTable;
  sessions: SessionsTable;
  inbox: InboxTable;
  unowned_links: UnownedLinksTable;
  leases: LeasesTable;
  sweeps: ReconcilesTable;
  walks: RepairAllTable;
  walk_steps: RepairAllStepsTable;
  watches: BankAlertsTable;
}

/** The store inside a transaction: what changes several tables takes one, not a store. */
export type StoreTransaction = Transaction<Tables>;

/** The read model: what the events of a link come to. */
interface LinksTable {
  id: string;
  external_id: string;
  institution: string;
  /** As Belvo says it; what Belvo does not say for a link that cannot be read. */
  status: string;
  /** When the present status was first read; `null` when it was the first that we read. */
  status_since: string | null;
  access_mode: string | null;
  last_accessed_at: string | null;
  created_at: string | null;
  /** When the reading that this row comes from was asked for. */
  checked_at: string;
  repaired_at: string | null;
  /** Set while Belvo does not list the link. */
  gone_at: string | null;
  /** The event by which the status became what it is. */
  status_seq: number | null;
  /** When a hint last marked the status as stale, and its event; `null` while nothing does. */
  doubted_at: string | null;
  doubted_seq: number | null;
  /** When the bank was last said to be in trouble, and the event that says so. */
  bank_trouble_at: string | null;
  bank_trouble_seq: number | null;
  /** Until when the bank takes no new login for this link, since it has one open. */
  busy_until: string | null;
  /** Since when fresh data are, or were, on their way. */
  fetching_since: string | null;
  /** When Belvo last announced that data had come in. */
  data_at: string | null;
  /** When a reading last said something new that was `valid`. */
  valid_at: string | null;
  /** Logins that were refused since, as JSON; see `failed-tries.ts`. `null` when there were none. */
  refused_logins: string | null;
}

/** When all links of a user were last read, in one listing. */
interface ListingsTable {
  external_id: string;
  listed_at: string;
}

/** A bank that Belvo does not know has a row too, without a display name. */
interface InstitutionsTable {
  name: string;
  display_name: string | null;
  logo: string | null;
  primary_color: string | null;
  /** A JSON array. */
  country_codes: string;
  /** Belvo's word for what kind of institution it is, also one that this version does not know. */
  type: string | null;
  read_at: string;
}

/** What Belvo last said of how a bank is; only of banks that somebody waited for. */
interface BankStatusesTable {
  institution: string;
  /** `healthy` or `down`. */
  status: string;
  /** When Belvo was asked. */
  read_at: string;
}

/** Only ever appended to. */
interface EventsTable {
  /** From `nextSeq`: 1, 2, 3 …, in the order of the commits and without gaps. */
  seq: number;
  link_id: string;
  /** Whose the link was then: nobody else is told of it. */
  external_id: string;
  at: string;
  kind: string;
  /** JSON, in the form that `LinkEvent` has for the kind. */
  body: string;
}

/** One row: whoever logs events holds its lock. */
interface LogHeadTable {
  /** Always 1. */
  id: number;
  /** That of the newest event; 0 when there is none. */
  seq: number;
}

interface RepairsTable {
  id: string;
  link_id: string;
  external_id: string;
  opened_at: string;
  first_success_at: string | null;
  /** A final `RepairResult`; `null` while the repair is open. */
  result: string | null;
  ended_at: string | null;
  /** How many widget events were kept. */
  event_count: number;
  /** The last error that the widget reported, as its end had it. */
  error_code: string | null;
}

/** Tickets that become repairs when their people press. */
interface PreparedRepairsTable {
  /** A UUID: the repair's. */
  repair_id: string;
  link_id: string;
  external_id: string;
  /** The one link of the session that asked for it; `null` of a session for all links. */
  only_link_id: string | null;
  /** The link's, as Belvo said it. */
  status: string;
  /** The token's end. */
  expires_at: string;
}

/** What repairs on Belvo's own page have besides. */
interface HostedRepairsTable {
  repair_id: string;
  /** Of the one-time id in the address that Belvo's page comes back to; `null` where Belvo takes none. */
  return_hash: string | null;
  /** A `ReturnPage`. */
  opened_from: string;
  /** From then on nothing is to be heard of it any more. */
  ends_at: string;
  /** When a browser came back by that address for the first time. */
  returned_at: string | null;
  /** Set once the clock has ended it, or found it ended. */
  settled_at: Generated<string | null>;
}

/** As `HostChoices` has them. */
interface HostChoicesColumns {
  return_url: string | null;
  locale: string | null;
  theme: string | null;
}

interface LoginLinksTable extends HostChoicesColumns {
  code_hash: string;
  external_id: string;
  name: string | null;
  created_at: string;
  expires_at: string;
  /** When it last let somebody in. */
  used_at: string | null;
  /** The one link that it is for; `null` when it is for all of the person's. */
  link_id: string | null;
  /** How often it has let somebody in. */
  openings: Generated<number>;
  /** How often it may; `null` of one that is older than the column. */
  most_openings: number | null;
  /** The session that made it, by its hashed token: it ends with that. `null` where the host made it. */
  made_by: string | null;
}

interface SessionsTable extends HostChoicesColumns {
  id_hash: string;
  external_id: string;
  name: string | null;
  created_at: string;
  seen_at: string;
  /** The one link that it sees; `null` when it sees all of the person's. */
  link_id: string | null;
}

/** Webhooks as they came, kept before they are answered. */
interface InboxTable {
  /** A UUID. */
  id: string;
  /** Tells a webhook that comes again from a new one. */
  hash: string;
  received_at: string;
  /** JSON: the webhook after parsing. */
  body: string;
  attempts: Generated<number>;
  /** Not tried before. */
  next_attempt_at: string;
  applied_at: string | null;
  /** Set when it is tried no more; `reason` then says why. */
  parked_at: string | null;
  reason: string | null;
  /** How often it came again. */
  repeats: Generated<number>;
}

/** Links that webhooks named, and of which Belvo does not say whose they are. */
interface UnownedLinksTable {
  id: string;
  asked_at: string;
}

/** What one instance does for all, again and again. */
interface LeasesTable {
  name: string;
  /** The instance that does it. */
  holder: string;
  /** Then another may take it over. */
  until: string;
  /** Before this, it is not due again. */
  next_at: string | null;
  /** When the last run that came to its end was begun, and when it ended. */
  begun_at: string | null;
  ended_at: string | null;
}

/** How far a reconcile of all links has come, so that it goes on after a restart. */
interface ReconcilesTable {
  name: string;
  started_at: string;
  phase: string;
  /** Where Belvo's next page begins; `null` at the beginning of a phase. */
  next_page: string | null;
  finished_at: string | null;
}

/** A person's way through their broken links, by repair-all. How each step went is not kept, but derived. */
interface RepairAllTable {
  /** A UUID. */
  id: string;
  external_id: string;
  started_at: string;
  /** When the person was done with it. One of a person is open at most. */
  ended_at: string | null;
}

interface RepairAllStepsTable {
  walk_id: string;
  /** From 0. */
  place: number;
  link_id: string;
  skipped_at: string | null;
}

/** Who wants to be told when a link's bank is back. */
interface BankAlertsTable {
  external_id: string;
  link_id: string;
  asked_at: string;
  /** When it was found that the bank is back; `null` until then. */
  told_at: string | null;
}

export type LinkRow = Selectable<LinksTable>;
export type InstitutionRow = Selectable<InstitutionsTable>;
export type RepairAllRow = Selectable<RepairAllTable>;
export type RepairRow = Selectable<RepairsTable>;
