import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from "node:fs";
import { basename, dirname } from "node:path";

const OTHERS = 0o077;
const OWN_FOLDER = 0o700;
const OWN_FILE = 0o600;

/**
 * Makes a database's folder and file, and lets nobody but this process's user into them. SQLite gives
 * the files beside it, its log among them, the rights of the database.
 *
 * @returns False where others may look into the folder: one that holds other things as well is not
 *   ours to close.
 * @throws {Error} When there can be no such file.
 */
export function makePrivate(path: string): boolean {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: OWN_FOLDER });
  closeSync(openSync(path, "a", OWN_FILE));
  for (const file of [path, `${path}-wal`, `${path}-shm`])
    if (existsSync(file)) close(file, OWN_FILE);
  return isClosed(folder) || (holdsOnly(folder, basename(path)) && close(folder, OWN_FOLDER));
}

function isClosed(path: string): boolean {
  return (statSync(path).mode & OTHERS) === 0;
}

/** @returns False where it is another user's, or on a disk that knows no rights. */
function close(path: string, mode: number): boolean {
  if (isClosed(path)) return true;
  try {
    chmodSync(path, mode);
  } catch {
    return false;
  }
  return isClosed(path);
}

/** Both of ours may be there, the demo's and the other. */
function holdsOnly(folder: string, name: string): boolean {
  const own = [name, "demo.db", "relink.db"];
  return readdirSync(folder).every((entry) => own.includes(entry.replace(/-(wal|shm)$/, "")));
}
