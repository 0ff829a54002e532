/**
 * PostgreSQL's classes for a lost connection, a transaction that it rolled back by itself, a lack of
 * resources (a full disk among them), an operator who stops it, and its system; and a server that
 * only reads, as in a failover. Source: PostgreSQL, "Error Codes".
 */
const POSTGRES_CODES = /^((08|40|53|57|58)[0-9A-Z]{3}|25006|25P0[34])$/;
const CONNECTION_CODES = /^E(CONN|PIPE|HOST|NET|NOTFOUND|TIMEDOUT|AI_AGAIN)/;
const SQLITE_CODES = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|NOMEM)/;
/** What has no code: pg's own words, and ours. */
const WORDS =
  /^(Connection terminated|Client (has encountered|was closed)|Query read timeout|timeout e(xceed|xpir)ed|SQLite has rolled)/;

/** True for an error that says that the store cannot be used now, and may be later. */
export function isStoreFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (WORDS.test(error.message)) return true;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return [SQLITE_CODES, POSTGRES_CODES, CONNECTION_CODES].some((each) => each.test(code));
}
