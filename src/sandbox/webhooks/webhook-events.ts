import type { Link } from "../links/link.ts";

/** What a webhook says, but for its ids. */
export interface WebhookEvent {
  webhook_type: string;
  process_type?: "historical_update" | "recurrent_update";
  webhook_code: string;
  data: Readonly<Record<string, unknown>>;
}

/** Source: Belvo, "Webhooks: Links". */
export const invalidCredentials: WebhookEvent = {
  webhook_type: "LINK",
  process_type: "recurrent_update",
  webhook_code: "invalid_credentials",
  data: {
    error_code: "login_error",
    error_message: "Invalid credentials provided to login to the institution",
    status: 400,
  },
};

/** Belvo shows no full sample of this one: it is made after its sibling. */
export const tokenRequiredEvent: WebhookEvent = {
  webhook_type: "LINK",
  process_type: "recurrent_update",
  webhook_code: "token_required",
  data: {
    error_code: "token_required",
    error_message: "A MFA token is required by the institution to login",
    status: 428,
  },
};

/** Follows an asynchronous deletion; Belvo's OpenAPI file names it, its data are ours. */
export const linkDeleted: WebhookEvent = {
  webhook_type: "LINK",
  webhook_code: "link_deleted",
  data: {},
};

/** Source: Belvo, "Webhooks: Accounts", "Owners" and "Transactions". */
const totals: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ACCOUNTS: { total_accounts: 2 },
  OWNERS: { total_owners: 1 },
  TRANSACTIONS: { total_transactions: 42 },
};

/** The events that follow when a recurrent link's data have been fetched from the start. */
export function historicalUpdates(link: Link): WebhookEvent[] {
  return Object.entries(totals)
    .filter(([resource]) => link.fetchResources.includes(resource))
    .map(([resource, data]) => ({
      webhook_type: resource,
      process_type: "historical_update",
      webhook_code: "historical_update",
      data,
    }));
}
