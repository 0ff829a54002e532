import { open } from "node:fs/promises";
import type Database from "libsql";

/** Where SQLite writes what is committed, before it copies it into its file. */
export interface WriteAheadLog {
  /** Resolves when what was committed is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** For a store that ends with the process. */
export const noLog: WriteAheadLog = {
  sync: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/**
 * Takes over from SQLite to bring each commit to the disk. It would hold up the process meanwhile, for
 * as long as the disk takes; so it is told to leave the log alone until it copies it.
 *
 * Source: SQLite, "PRAGMA synchronous": with NORMAL, a loss of power takes away commits that have not
 * been synced, and nothing else.
 *
 * @param path Of the file, in WAL mode.
 */
export async function takeOverSyncing(
  database: Database.Database,
  path: string,
): Promise<WriteAheadLog> {
  // The log is there once something has been read.
  database.exec("select 1 from sqlite_master");
  const file = await open(`${path}-wal`, "r+");
  database.exec("PRAGMA synchronous = NORMAL");
  return {
    sync: () => file.datasync(),
    close: () => file.close(),
  };
}
