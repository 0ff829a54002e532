import type { PageError } from "#contract/page-error.ts";
import { routes } from "#contract/routes.ts";
import { command } from "./api.ts";

/**
 * Makes what tells our server's log of faults in the page, each once.
 *
 * @param most So many of one page's say enough.
 */
export function createFaultSender(
  most: number,
  send: (error: PageError) => Promise<void> = sendFault,
): (error: PageError) => Promise<void> {
  const told = new Set<string>();
  return async (error) => {
    const which = JSON.stringify(error);
    if (told.has(which) || told.size >= most) return;
    told.add(which);
    await send(error);
  };
}

function sendFault(error: PageError): Promise<void> {
  return command(routes.pageErrors, { method: "POST", body: error, whose: "anyone" });
}
