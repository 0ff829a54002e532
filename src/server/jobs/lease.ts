import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/** An instance that has not been heard of for this long has ended. */
const LEASE_MS = 2 * 60_000;

interface LeaseOptions {
  store: Store;
  now: () => number;
  /** What is done by one instance at a time. */
  name: string;
  /** This instance. */
  holder: string;
}

export interface Lease {
  /** Takes the lease, or holds it longer. @returns False while another instance has it. */
  take(): Promise<boolean>;
  giveBack(): Promise<void>;
}

export function createLease({ store, now, name, holder }: LeaseOptions): Lease {
  return {
    async take() {
      const [at, until] = [timestamp(now()), timestamp(now() + LEASE_MS)];
      const taken = await store
        .insertInto("leases")
        .values({ name, holder, until })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ holder, until })
            .where((lease) =>
              lease.or([
                lease("leases.holder", "=", holder),
                lease("leases.until", "<=", at),
                // Written before the clock was set back.
                lease("leases.until", ">", timestamp(now() + 2 * LEASE_MS)),
              ]),
            ),
        )
        .returning("holder")
        .executeTakeFirst();
      return taken !== undefined;
    },
    async giveBack() {
      await store
        .deleteFrom("leases")
        .where("name", "=", name)
        .where("holder", "=", holder)
        .execute();
    },
  };
}
