import type { LinkState } from "#contract/link.ts";

/**
 * What a status of Belvo's means for the person. In Brazil, consent is renewed in another place, so
 * nothing that is broken there is for update mode to repair.
 *
 * Source: Belvo, "Links" (`status`) and "My Belvo Portal".
 */
export function stateOf(link: { status: string; country: string | null }): LinkState {
  if (link.status === "valid") return "connected";
  if (link.country === "BR") return "elsewhere";

  switch (link.status) {
    case "invalid":
      return "password_needed";
    case "token_required":
      return "code_needed";
    case "unconfirmed":
      return "unfinished";
    default:
      return "unsure";
  }
}
