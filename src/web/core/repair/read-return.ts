import * as v from "valibot";
import { HostedReturn, WidgetCode, type WidgetEnd } from "#contract/repair.ts";
import { isTokenExpiry } from "../widget/widget-messages.ts";

/** What an address that Belvo's page came back to says: a hint, like all that comes from there. */
type SaidByAddress = { kind: "end"; returned: HostedReturn } | { kind: "warning" };

/**
 * Reads it. Belvo's pages name the outcome by the address or by the query, so that the query counts
 * more.
 *
 * @param path What stands after `/return/`.
 * @returns `null` for an address that is none of ours.
 * Source: Belvo, "Hosted widget".
 */
export function readReturn(path: string, search: string): SaidByAddress | null {
  const [returnId = "", outcome] = path.split("/");
  const query = new URLSearchParams(search);
  if (query.has("warning")) return { kind: "warning" };

  const read = v.safeParse(HostedReturn, { returnId, ...endOf(outcome, query) });
  return read.success ? { kind: "end", returned: read.output } : null;
}

function endOf(outcome: string | undefined, query: URLSearchParams): WidgetEnd {
  const code = v.safeParse(
    WidgetCode,
    query.get("error") ?? query.get("last_encountered_error_code"),
  );
  const namedLinkId = query.get("link");
  if (!code.success && outcome === "success") {
    return { end: "succeeded", ...(namedLinkId !== null && { namedLinkId }) };
  }
  if (!code.success) return { end: "exited" };
  const end = isTokenExpiry(code.output, false) ? "expired" : "exited";
  return { end, lastErrorCode: code.output };
}
