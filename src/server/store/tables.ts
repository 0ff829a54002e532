import type { Generated, Selectable } from "kysely";

/** All times are written by `timestamp`; both SQLite and PostgreSQL hold them as text. */
export interface Tables {
  links: LinksTable;
  listings: ListingsTable;
  institutions: InstitutionsTable;
  evidence: EvidenceTable;
  repairs: RepairsTable;
  entries: EntriesTable;
  sessions: SessionsTable;
}

/** The read model: what the evidence of a link comes to. */
interface LinksTable {
  id: string;
  external_id: string;
  institution: string;
  /** As Belvo says it. */
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
  read_at: string;
}

/** Only ever appended to. */
interface EvidenceTable {
  seq: Generated<number>;
  link_id: string;
  at: string;
  kind: string;
  /** JSON, in the form that `Evidence` has for the kind. */
  body: string;
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
}

interface EntriesTable {
  code_hash: string;
  external_id: string;
  name: string | null;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

interface SessionsTable {
  id_hash: string;
  external_id: string;
  name: string | null;
  created_at: string;
  seen_at: string;
}

export type LinkRow = Selectable<LinksTable>;
export type InstitutionRow = Selectable<InstitutionsTable>;
export type RepairRow = Selectable<RepairsTable>;
