import { Kysely, type Dialect } from "kysely";
import type { Notifier } from "./notifier.ts";
import type { SharedClock } from "./shared-clock.ts";
import { lockLog } from "./log-head.ts";
import type { StoreTransaction, Tables } from "./tables.ts";

interface Engine {
  dialect: Dialect;
  notifier: Notifier;
  /** See {@link Store.limits}. */
  limits: Kysely<unknown> | null;
  /** The clock that all instances go by. */
  clock: SharedClock;
  /** True where several write at once, and a row that one has locked can be skipped. */
  hasRowLocks: boolean;
  /** The function that gives each element of a JSON list as a row, in the column `value`. */
  jsonElements: "json_each" | "json_array_elements";
}

/** Everything that is kept, on SQLite or PostgreSQL. */
export class Store extends Kysely<Tables> {
  /**
   * Connections for limits that hold for all instances, apart from the others, since a limit must
   * not wait for writes; `null` on SQLite, which has one instance. See `open-windows.ts`.
   */
  readonly limits: Kysely<unknown> | null;
  readonly #notifier: Notifier;
  readonly #clock: SharedClock;
  readonly hasRowLocks: boolean;
  readonly jsonElements: Engine["jsonElements"];

  constructor({ dialect, notifier, limits, clock, hasRowLocks, jsonElements }: Engine) {
    super({ dialect });
    this.#notifier = notifier;
    this.limits = limits;
    this.#clock = clock;
    this.hasRowLocks = hasRowLocks;
    this.jsonElements = jsonElements;
  }

  /**
   * Runs `work` in a transaction that no other writer of the log runs beside, in this process or
   * another. All that appends to the log goes through here. `work` asks `tx`, never the store: on
   * SQLite that would wait for its own end.
   */
  async write<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
    const result = await this.transaction().execute(async (tx) => {
      await lockLog(tx);
      const made = await work(tx);
      await this.#notifier.announce(tx);
      return made;
    });
    this.#notifier.committed();
    return result;
  }

  /**
   * Calls `listener` after writes, those of other instances too: at least once after the last of
   * several. It may be called when nothing was written, since a notice that may be lost is given again.
   *
   * @returns What takes the listener off again.
   */
  onWrite(listener: () => void): () => void {
    return this.#notifier.onWrite(listener);
  }

  /** The time by the store's clock, which is the same for all instances, in milliseconds since 1970. */
  now(): number {
    return this.#clock.now();
  }

  /** Closes everything. May be called twice. */
  override async destroy(): Promise<void> {
    this.#clock.close();
    await this.#notifier.close();
    await this.limits?.destroy();
    await super.destroy();
  }
}
