import type { TraceEvent } from "#contract/lab.ts";
import { readEvent } from "../../server/events/event.ts";
import { applyEvent, unknownHealth, type LinkHealth } from "../../server/links/link-health.ts";
import { createStateDeriver } from "../../server/links/derive-state.ts";
import { faultOf, type Log } from "../../server/http/log.ts";
import { coalesce } from "../../server/async/coalesce.ts";
import { findLink, type LinkView } from "../../server/links/read-links.ts";
import { readEvents, type StoredEvent } from "../../server/events/log.ts";
import { readHead } from "../../server/store/log-head.ts";
import type { Store } from "../../server/store/open-store.ts";
import { presentable } from "./blank-secrets.ts";
import type { TraceHub } from "./trace-hub.ts";

/** Events that are read at once. */
const BATCH = 100;

interface LogTraceOptions extends LinkView {
  store: Store;
  hub: TraceHub;
  log: Log;
}

interface LogTrace {
  /** Goes on from the end of the log, if nobody listens yet. */
  begin(): Promise<void>;
  /** Sends what is in the log by now, and no more. */
  close(): Promise<void>;
}

/** Sends every event of the log, and what it made of its link: by the function that made the row. */
export function createLogTrace(options: LogTraceOptions): LogTrace {
  const { store, hub, log } = options;
  let head = 0;
  /** As the events so far have left them. */
  let healths = new Map<string, LinkHealth>();

  const work = coalesce(sendNew, (error) => {
    log.warn(faultOf(error), "the log could not be read for the lab");
  });
  const stopListening = store.onWrite(() => work.request());

  async function sendNew(): Promise<void> {
    for (let more = true; more && hub.hasListeners();) {
      const events = await readEvents(store, { after: head, limit: BATCH, withWidget: true });
      for (const stored of events) await send(stored);
      more = events.length === BATCH;
    }
  }

  async function send(stored: StoredEvent): Promise<void> {
    const { seq, at, linkId, kind, body } = stored;
    head = seq;
    hub.send({ event: "event", seq, at, linkId, kind, body: presentable(body).json });

    const event = readEvent(kind, body);
    if (!event) return;
    const before = healths.get(linkId) ?? unknownHealth;
    const after = applyEvent(before, { seq, at, event });
    if (after === before) return;
    healths.set(linkId, after);
    hub.send(await describeFold(options, stored, { before, after }));
  }

  return {
    async begin() {
      if (hub.hasListeners()) return;
      await work.settled();
      head = await readHead(store);
      const rows = await store.selectFrom("links").selectAll().execute();
      healths = new Map(rows.map((row) => [row.id, row]));
    },
    async close() {
      stopListening();
      // Another instance's notice may be on its way, or our own on PostgreSQL.
      work.request();
      await work.settled();
    },
  };
}

async function describeFold(
  { store, allowsLogo, now }: LogTraceOptions,
  { seq, at, linkId, externalId }: StoredEvent,
  { before, after }: { before: LinkHealth; after: LinkHealth },
): Promise<TraceEvent> {
  const link = await findLink(store, { externalId, linkId }, { allowsLogo, now });
  const country = link?.bank.country ?? null;
  const deriver = createStateDeriver(now());
  /** Readings that said nothing new are not logged: what was read before is as fresh as the event. */
  const derive = (health: LinkHealth) => {
    const checked_at = at > health.checked_at ? at : health.checked_at;
    const around = { country, accessMode: null, bankWord: null };
    return deriver.derive({ ...health, checked_at }, around);
  };

  const { state, actor } = derive(after);
  const isFirst = before.checked_at === "";
  return {
    event: "state",
    seq,
    linkId,
    before: isFirst ? null : derive(before).state,
    after: state,
    actor,
  };
}
