import { dirname } from "node:path";
import Database from "libsql";
import type { Log } from "../../http/log.ts";
import { buildIndex, indexes } from "../indexes.ts";
import { migrate } from "../migrate.ts";
import { createListeners, type Notifier } from "../notifier.ts";
import { Store } from "../store.ts";
import { makePrivate } from "./private-files.ts";
import { LockingSqliteDialect } from "./sqlite-dialect.ts";
import { noLog, takeOverSyncing } from "./write-ahead-log.ts";

/** How long the opening waits for another process. It holds up this one, which does nothing yet. */
const OPENING_TIMEOUT_MS = 5000;

/**
 * @param path A file, made when it is missing; `:memory:` for one that ends with the process.
 * @param log Told of a folder that others on this machine may look into.
 * @throws {Error} Naming DATA_DIR when the file cannot be.
 */
export async function openSqlite(path: string, log?: Pick<Log, "warn">): Promise<Store> {
  const database = openFile(path, log);
  database.exec(`PRAGMA busy_timeout = ${OPENING_TIMEOUT_MS}`);
  database.exec("PRAGMA journal_mode = WAL");
  // Each commit reaches the disk: a repair that a person saw end is not lost with the power.
  const writeAhead = path === ":memory:" ? noLog : await takeOverSyncing(database, path);
  // A page that many writes have changed is copied into the file once for all of them.
  database.exec("PRAGMA wal_autocheckpoint = 4000");
  // In KiB where it is negative. Webhooks are looked up by their hashes, in no order.
  database.exec("PRAGMA cache_size = -32000");
  database.exec("PRAGMA foreign_keys = ON");
  // From here on the dialect waits, since SQLite's own waiting holds up all else.
  database.exec("PRAGMA busy_timeout = 0");

  const store = new Store({
    dialect: new LockingSqliteDialect({ database, log: writeAhead }),
    notifier: createNotifier(),
    limits: null,
    // One machine has the file, and one clock.
    clock: { now: () => Date.now(), close: () => undefined },
    hasRowLocks: false,
    jsonElements: "json_each",
  });
  try {
    await migrate(store);
    for (const index of indexes) await buildIndex(store, index, { isConcurrent: false });
  } catch (error) {
    await store.destroy();
    throw error;
  }
  return store;
}

/** @throws {Error} Naming the setting, since its folder is what is wrong. */
function openFile(path: string, log: Pick<Log, "warn"> | undefined): Database.Database {
  try {
    if (path !== ":memory:" && !makePrivate(path)) {
      log?.warn({}, "others on this machine may look into DATA_DIR: make it 0700");
    }
    return new Database(path);
  } catch (error) {
    throw new Error(`DATA_DIR cannot be used: ${dirname(path)} cannot be written to`, {
      cause: error,
    });
  }
}

/** A file has one process that anybody listens in. */
function createNotifier(): Notifier {
  const listeners = createListeners();
  return {
    announce: () => Promise.resolve(),
    committed: () => listeners.callAll(),
    onWrite: (listener) => listeners.add(listener),
    close: () => {
      listeners.clear();
      return Promise.resolve();
    },
  };
}
