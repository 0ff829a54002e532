import { Kysely, type Dialect } from "kysely";
import type { Bell } from "./bell.ts";
import { lockLog } from "./log-head.ts";
import type { StoreTransaction, Tables } from "./tables.ts";

interface Engine {
  dialect: Dialect;
  bell: Bell;
}

/** Everything that is kept, on SQLite or PostgreSQL. */
export class Store extends Kysely<Tables> {
  readonly #bell: Bell;

  constructor({ dialect, bell }: Engine) {
    super({ dialect });
    this.#bell = bell;
  }

  /**
   * Runs `work` in a transaction that no other writer of evidence runs beside, in this process or
   * another. All that appends to the log goes through here. `work` asks `tx`, never the store: on
   * SQLite that would wait for its own end.
   */
  async write<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
    const result = await this.transaction().execute(async (tx) => {
      await lockLog(tx);
      const made = await work(tx);
      await this.#bell.announce(tx);
      return made;
    });
    this.#bell.committed();
    return result;
  }

  /**
   * Calls `listener` after writes, those of other instances too: at least once after the last of
   * several. It may be called when nothing was written, since a lost bell is rung when in doubt.
   *
   * @returns What takes the listener off again.
   */
  onWrite(listener: () => void): () => void {
    return this.#bell.onRing(listener);
  }

  /** Closes everything. May be called twice. */
  override async destroy(): Promise<void> {
    await this.#bell.close();
    await super.destroy();
  }
}
