import type { Clock } from "../clock.ts";
import type { Faults } from "../faults/faults.ts";
import type { Link } from "../links/link.ts";
import { createDelivery, type WebhookTarget } from "./delivery.ts";

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
export const tokenRequired: WebhookEvent = {
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

const historicalUpdate = {
  process_type: "historical_update",
  webhook_code: "historical_update",
} as const;

/** As many as `accounts/bank-data.ts` has. Source: Belvo, "Webhooks: Accounts", and its siblings. */
const TOTALS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ACCOUNTS: { total_accounts: 2 },
  OWNERS: { total_owners: 1 },
  TRANSACTIONS: { total_transactions: 42 },
};

/** A webhook that is held back goes out with the next one, and after this long at the latest. */
const HELD_BACK_MS = 3_000;

export interface Webhooks {
  /** Where they go: `null` for nowhere, `undefined` when nobody has said. */
  target(): WebhookTarget | null | undefined;
  register(target: WebhookTarget | null | undefined): void;
  send(link: Link, event: WebhookEvent): void;
  /** Tells that a recurrent link's data have been fetched from the start. */
  sendFresh(link: Link): void;
  /** Sends one just so, whatever the faults say. @returns False when they go nowhere. */
  sendAsTold(link: Link, event: WebhookEvent, order: WebhookOrder): boolean;
  /** What is on its way is dropped. */
  stop(): void;
}

interface WebhookOrder {
  /** How often the same one comes. */
  times: number;
  delayMs: number;
  /** With a wrong `Authorization`, and sent once. */
  forged: boolean;
}

interface Dependencies {
  fetch: typeof fetch;
  clock: Clock;
  faults: Faults;
  newId: () => string;
  newUuid: () => string;
}

/** Sends webhooks the way Belvo does: at least once, in no order, never from within a request. */
export function createWebhooks(world: Dependencies): Webhooks {
  const { clock, faults } = world;
  const delivery = createDelivery(world);
  let target: WebhookTarget | null | undefined;
  let heldBack: (() => void)[] = [];

  function release(): void {
    const waiting = heldBack;
    heldBack = [];
    for (const run of waiting) run();
  }

  const webhooks: Webhooks = {
    target: () => target,
    register(newTarget) {
      target = newTarget;
    },
    send(link, event) {
      const to = target;
      if (!to) return;
      const { lost, doubled, heldBack: late, forged, delayMs } = faults.nextWebhook();
      if (forged) {
        const forgery = bodyOf(link, oppositeOf(event), world);
        delivery.postOnce(asForger(to), forgery, 0);
      }
      if (lost) return;

      const body = bodyOf(link, event, world);
      const copies = Array.from({ length: doubled ? 2 : 1 }, () => body);
      const run = () => copies.forEach((copy) => delivery.post(to, copy, delayMs));
      if (late) {
        heldBack.push(run);
        clock.schedule(release, HELD_BACK_MS);
      } else {
        run();
        release();
      }
    },
    sendFresh(link) {
      for (const [resource, data] of Object.entries(TOTALS)) {
        if (!link.fetchResources.includes(resource)) continue;
        webhooks.send(link, { webhook_type: resource, ...historicalUpdate, data });
      }
    },
    sendAsTold(link, event, { times, delayMs, forged }) {
      if (!target) return false;
      const body = bodyOf(link, event, world);
      for (let sent = 0; sent < times; sent += 1) {
        if (forged) delivery.postOnce(asForger(target), body, delayMs);
        else delivery.post(target, body, delayMs);
      }
      return true;
    },
    stop: () => delivery.stop(),
  };
  return webhooks;
}

/** Source: Belvo, "Webhooks". Here a request's id is a UUID, unlike in errors. */
function bodyOf(link: Link, event: WebhookEvent, { newId, newUuid }: Dependencies): string {
  return JSON.stringify({
    webhook_id: newId(),
    ...event,
    link_id: link.id,
    request_id: newUuid(),
    external_id: link.externalId,
  });
}

function asForger(target: WebhookTarget): WebhookTarget {
  return { ...target, authorization: "Bearer forged" };
}

/** What a forger would say: anything but the truth. */
function oppositeOf(event: WebhookEvent): WebhookEvent {
  return event.webhook_code === "invalid_credentials" ? tokenRequired : invalidCredentials;
}
