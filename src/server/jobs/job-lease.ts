import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/** An instance that has not been heard of for this long has ended. */
const LEASE_MS = 2 * 60_000;

interface LeaseOptions {
  store: Store;
  /** The database's clock: instances need not agree on the time. */
  now: () => number;
  /** The job, which one instance does at a time. */
  name: string;
  /** This instance. */
  holder: string;
  /** How often the job is done, by all instances together. */
  everyMs: number;
}

export interface JobLease {
  /**
   * Takes the lease.
   *
   * @param onlyWhenDue True to leave it when the job was done lately, by whichever instance.
   * @returns False while another instance has it.
   */
  take(onlyWhenDue: boolean): Promise<boolean>;
  /** Holds it longer. @returns False once another instance has taken it over. */
  hold(): Promise<boolean>;
  /**
   * Gives it back.
   *
   * @param begunAt When the run was begun that came to its end; `null` when it did not.
   * @param nextInMs When the job is due again; as before when it is not given.
   */
  giveBack(end: { begunAt: number | null; nextInMs?: number }): Promise<void>;
  /** How long to wait before trying to take it again. */
  dueInMs(): Promise<number>;
}

export function createJobLease(options: LeaseOptions): JobLease {
  const { store, now, name, holder, everyMs } = options;

  return {
    async take(onlyWhenDue) {
      const at = now();
      const claim = { holder, until: timestamp(at + LEASE_MS) };
      const taken = await store
        .insertInto("leases")
        .values({ name, ...claim })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet(claim)
            .where((lease) => {
              const isFree = lease.or([
                lease("leases.holder", "=", holder),
                lease("leases.until", "<=", timestamp(at)),
                // Written before the clock was set back, here as below.
                lease("leases.until", ">", timestamp(at + 2 * LEASE_MS)),
              ]);
              if (!onlyWhenDue) return isFree;
              const isDue = lease.or([
                lease("leases.next_at", "is", null),
                lease("leases.next_at", "<=", timestamp(at)),
                lease("leases.next_at", ">", timestamp(at + 2 * everyMs)),
              ]);
              return lease.and([isFree, isDue]);
            }),
        )
        .returning("holder")
        .executeTakeFirst();
      return taken !== undefined;
    },
    async hold() {
      const held = await store
        .updateTable("leases")
        .set({ until: timestamp(now() + LEASE_MS) })
        .where("name", "=", name)
        .where("holder", "=", holder)
        .returning("holder")
        .executeTakeFirst();
      return held !== undefined;
    },
    async giveBack({ begunAt, nextInMs }) {
      const at = now();
      await store
        .updateTable("leases")
        .set({
          until: timestamp(at),
          ...(begunAt !== null && { begun_at: timestamp(begunAt), ended_at: timestamp(at) }),
          ...(nextInMs !== undefined && { next_at: timestamp(at + nextInMs) }),
        })
        .where("name", "=", name)
        .where("holder", "=", holder)
        .execute();
    },
    async dueInMs() {
      const row = await store
        .selectFrom("leases")
        .select(["until", "next_at"])
        .where("name", "=", name)
        .executeTakeFirst();
      const times = [row?.until, row?.next_at].map((each) => (each ? Date.parse(each) : 0));
      return Math.max(...times) - now();
    },
  };
}
