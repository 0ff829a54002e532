import type { Evidence } from "./evidence.ts";

type Refusal = Extract<Evidence, { kind: "refusal" }>;
type Webhook = Extract<Evidence, { kind: "webhook" }>;

/** What a hint makes of a link, until Belvo is asked. */
export type Meaning = "doubt" | "bank_trouble" | "busy" | "data" | "nothing";

/** Source: Belvo, "Belvo API and Widget errors". */
const REFUSALS: Record<string, Meaning> = {
  invalid_link: "doubt",
  login_error: "doubt",
  token_required: "doubt",
  unconfirmed_link: "doubt",
  expired_credentials: "doubt",
  institution_down: "bank_trouble",
  institution_unavailable: "bank_trouble",
  institution_inactive: "bank_trouble",
  too_many_sessions: "busy",
};

export function meaningOfRefusal({ code }: Pick<Refusal, "code">): Meaning {
  return REFUSALS[code] ?? "nothing";
}

/**
 * A link's own webhooks give reason to doubt it; those of its accounts, owners and so on say that
 * data came in, as do types that this version does not know. Source: Belvo, "Webhooks".
 */
export function meaningOfWebhook({ type, code }: Pick<Webhook, "type" | "code">): Meaning {
  if (/^LINKS?$/i.test(type)) return "doubt";
  const bringsData = /^(historical_update|new_\w+_available|\w+_updated|\w+_deleted)$/.test(code);
  return bringsData ? "data" : "nothing";
}
