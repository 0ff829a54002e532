import type { PageError } from "#contract/page-error.ts";
import { routes } from "#contract/routes.ts";
import type { Api } from "./api.ts";

export type SendFault = (error: PageError) => Promise<void>;

/**
 * Makes what tells our server's log of faults in the page, each once.
 *
 * @param most So many of one page's say enough.
 */
export function createFaultSender(most: number, send: SendFault): SendFault {
  const told = new Set<string>();
  return async (error) => {
    const which = JSON.stringify(error);
    if (told.has(which) || told.size >= most) return;
    told.add(which);
    await send(error);
  };
}

/** Tells our server's log of a fault. */
export function sendFaultBy({ command }: Pick<Api, "command">): SendFault {
  return (body) => command(routes.pageErrors, { method: "POST", body, whose: "anyone" });
}
