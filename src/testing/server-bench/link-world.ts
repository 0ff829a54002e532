import { randomUUID } from "node:crypto";
import type { LinkState } from "#contract/link.ts";
import type { BelvoLink } from "../../server/belvo/belvo-link.ts";
import { recordEvent } from "../../server/links/record-event.ts";
import { stateOf } from "../../server/links/derive-state.ts";
import { readHistory } from "../../server/events/history.ts";
import { recordReadings } from "../../server/sync/record-reading.ts";
import { readLinks } from "../../server/links/read-links.ts";
import type { Store } from "../../server/store/open-store.ts";
import { timestamp } from "../../server/store/timestamp.ts";
import { applyWebhooks } from "../../server/jobs/apply-webhooks.ts";
import { createInbox } from "../../server/jobs/inbox.ts";
import { fingerprint, readWebhook } from "../../server/webhooks/read-webhook.ts";

export const stateInMexico = (status: string) => stateOf({ status, country: "MX" });

/** One link, what Belvo really thinks of it, and all that is on its way between Belvo and us. */
export class LinkWorld {
  readonly #store: Store;
  readonly externalId = `user-${randomUUID()}`;
  readonly linkId = randomUUID();
  now = Date.parse("2026-11-22T12:00:00.000Z");
  /** Every status that Belvo ever had of the link, the present one last. */
  readonly truth = ["valid"];
  answers: { askedAt: string; link: BelvoLink }[] = [];
  readonly inbox;

  constructor(store: Store) {
    this.#store = store;
    this.inbox = createInbox({ store, now: () => this.now, newId: randomUUID });
  }

  change(status: string): void {
    if (status !== this.truth.at(-1)) this.truth.push(status);
  }

  ask(): void {
    const link: BelvoLink = {
      id: this.linkId,
      institution: "erebor_mx_retail",
      status: this.truth.at(-1) ?? "",
      externalId: this.externalId,
      accessMode: "recurrent",
      lastAccessedAt: null,
      createdAt: null,
    };
    this.answers.push({ askedAt: timestamp(this.now), link });
  }

  async takeAnswer(which: number): Promise<void> {
    const [answer] = this.answers.splice(which % Math.max(1, this.answers.length), 1);
    if (!answer) return;
    const { askedAt, link } = answer;
    const recordedAt = timestamp(this.now);
    await this.#store.write((tx) => recordReadings(tx, { links: [link], askedAt, recordedAt }));
  }

  async saveWebhook(type: string, code: string, copies: number): Promise<void> {
    const body = { webhook_type: type, webhook_code: code, link_id: this.linkId, data: {} };
    const webhook = readWebhook(body);
    if (!webhook) throw new Error("a webhook of Belvo's was not understood");
    for (let copy = 0; copy < copies; copy += 1) {
      await this.inbox.save({ hash: fingerprint(body), webhook });
    }
  }

  async applyWebhook(which: number): Promise<void> {
    const waiting = await this.#store
      .selectFrom("inbox")
      .select(["id", "received_at", "body", "attempts"])
      .where("applied_at", "is", null)
      .execute();
    const arrival = waiting[which % Math.max(1, waiting.length)];
    if (!arrival) return;
    const reader = { request: () => undefined, readNow: () => this.reconcile() };
    const failures = await applyWebhooks({ store: this.#store, reader, now: () => this.now }, [
      arrival,
    ]);
    if (failures.length > 0) throw new Error("a webhook could not be applied");
  }

  async refuse(code: string): Promise<void> {
    const event = { kind: "refusal", status: 400, code, requestId: "abc" } as const;
    const at = timestamp(this.now);
    await this.#store.write((tx) => recordEvent(tx, { linkId: this.linkId, at, event }));
  }

  async reconcile(): Promise<void> {
    this.ask();
    await this.takeAnswer(this.answers.length - 1);
  }

  async shown(): Promise<LinkState | undefined> {
    const view = { allowsLogo: () => false, now: () => this.now };
    const [link] = await readLinks(this.#store, this.externalId, view);
    return link?.state;
  }

  /** The changes of state that the person was told of, in order. */
  async told(): Promise<LinkState[]> {
    const history = await readHistory(this.#store, this, stateInMexico);
    return history.reverse().flatMap((each) => (each.kind === "state_read" ? [each.state] : []));
  }
}
