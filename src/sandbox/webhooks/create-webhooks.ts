import type { Faults } from "../faults/create-faults.ts";
import type { Link } from "../links/link.ts";
import type { Delivery, WebhookTarget } from "./create-delivery.ts";
import { invalidCredentials, tokenRequiredEvent, type WebhookEvent } from "./webhook-events.ts";

/** A webhook that is held back goes out with the next one, and after this long at the latest. */
const HELD_BACK_MS = 3_000;

export interface Webhooks {
  /** Where they go: `null` for nowhere, `undefined` when nobody has said. */
  target(): WebhookTarget | null | undefined;
  aim(target: WebhookTarget | null | undefined): void;
  send(link: Link, event: WebhookEvent): void;
  /** Sends one just so, whatever the dials say. @returns False when they go nowhere. */
  sendAsTold(link: Link, event: WebhookEvent, order: WebhookOrder): boolean;
  stop(): void;
}

export interface WebhookOrder {
  /** How often the same one comes. */
  times: number;
  delayMs: number;
  /** With a wrong `Authorization`. */
  forged: boolean;
}

interface Dependencies {
  delivery: Delivery;
  schedule: (run: () => void, delayMs: number) => void;
  faults: Faults;
  newId: () => string;
  newUuid: () => string;
}

/** Sends webhooks the way Belvo does: at least once, in no order, never from within a request. */
export function createWebhooks(world: Dependencies): Webhooks {
  const { delivery, schedule, faults } = world;
  let target: WebhookTarget | null | undefined;
  let heldBack: (() => void)[] = [];

  function release(): void {
    const waiting = heldBack;
    heldBack = [];
    for (const run of waiting) run();
  }

  return {
    target: () => target,
    aim(newTarget) {
      target = newTarget;
    },
    send(link, event) {
      const to = target;
      if (!to) return;
      const { lost, doubled, heldBack: late, forged, delayMs } = faults.nextWebhook();
      if (forged) {
        const forgery = bodyOf(link, oppositeOf(event), world);
        delivery.post(asForger(to), forgery, 0);
      }
      if (lost) return;

      const body = bodyOf(link, event, world);
      const copies = Array.from({ length: doubled ? 2 : 1 }, () => body);
      const run = () => copies.forEach((copy) => delivery.post(to, copy, delayMs));
      if (late) {
        heldBack.push(run);
        schedule(release, HELD_BACK_MS);
      } else {
        run();
        release();
      }
    },
    sendAsTold(link, event, { times, delayMs, forged }) {
      if (!target) return false;
      const to = forged ? asForger(target) : target;
      const body = bodyOf(link, event, world);
      for (let sent = 0; sent < times; sent += 1) delivery.post(to, body, delayMs);
      return true;
    },
    stop: () => delivery.stop(),
  };
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
  return event.webhook_code === "invalid_credentials" ? tokenRequiredEvent : invalidCredentials;
}
