import type { LinkEvent } from "./event.ts";

type Refusal = Extract<LinkEvent, { kind: "refusal" }>;
type Webhook = Extract<LinkEvent, { kind: "webhook" }>;

/**
 * What a hint makes of a link, until Belvo is asked. `stale`: what was last read may hold no longer.
 */
export type Effect = "stale" | "bank_trouble" | "busy" | "data" | "nothing";

/** Source: Belvo, "Belvo API and Widget errors". */
const REFUSALS: Record<string, Effect> = {
  invalid_link: "stale",
  login_error: "stale",
  token_required: "stale",
  unconfirmed_link: "stale",
  expired_credentials: "stale",
  institution_down: "bank_trouble",
  institution_unavailable: "bank_trouble",
  institution_inactive: "bank_trouble",
  too_many_sessions: "busy",
};

export function effectOfRefusal({ code }: Pick<Refusal, "code">): Effect {
  return REFUSALS[code] ?? "nothing";
}

/**
 * A link's own webhooks mark it as stale; those of its accounts, owners and so on say that
 * data came in, as do types that this version does not know. Source: Belvo, "Webhooks".
 */
export function effectOfWebhook({ type, code }: Pick<Webhook, "type" | "code">): Effect {
  if (/^LINKS?$/i.test(type)) return "stale";
  const bringsData = /^(historical_update|new_\w+_available|\w+_updated|\w+_deleted)$/.test(code);
  return bringsData ? "data" : "nothing";
}
