import type { Locks } from "../locks.ts";

/**
 * Takes a link for this tab until it is given back, so that two tabs never open the widget on the
 * same one. The browser itself gives it back when the tab is closed or crashes.
 *
 * Where the browser gives no locks (an insecure origin, storage turned off), nothing is taken: a
 * second widget is a nuisance, a repair that cannot start would be worse.
 *
 * @param name Of the link's lock.
 * @param locks The browser's; `undefined` where it has none.
 * @returns What gives the link back; `null` while another tab has it.
 */
export function claimLink(name: string, locks: Locks | undefined): Promise<(() => void) | null> {
  if (!locks) return Promise.resolve(() => undefined);

  return new Promise((resolve) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((giveBack) => resolve(() => giveBack()));
      })
      .catch(() => resolve(() => undefined));
  });
}
