import type { TraceEvent } from "#contract/lab.ts";
import { readEvidence } from "../evidence/evidence.ts";
import { foldHealth, unknownHealth, type Health } from "../evidence/health.ts";
import { judgeHealth } from "../evidence/judge-health.ts";
import { faultOf, type Log } from "../http/log.ts";
import { createRepeatedWork } from "../limits/repeated-work.ts";
import { findLink, type LinkView } from "../links/read-links.ts";
import { readLines } from "../live/read-changes.ts";
import { readHead } from "../store/log-head.ts";
import type { Store } from "../store/open-store.ts";
import { presentable } from "./blank-secrets.ts";
import type { TraceHub } from "./trace-hub.ts";

/** Lines of the log that are read at once. */
const LINES = 100;

interface LogTraceOptions extends LinkView {
  store: Store;
  hub: TraceHub;
  log: Log;
}

interface LogTrace {
  /** Goes on from the end of the log, if nobody listens yet. */
  begin(): Promise<void>;
  /** Tells what is in the log by now, and no more. */
  close(): Promise<void>;
}

type Line = Awaited<ReturnType<typeof readLines>>[number];

/** Tells of every line of the log, and what it made of its link: by the fold that made the row. */
export function createLogTrace(options: LogTraceOptions): LogTrace {
  const { store, hub, log } = options;
  let head = 0;
  /** As the lines so far have left them. */
  let healths = new Map<string, Health>();

  const work = createRepeatedWork(tellNew, (error) => {
    log.warn(faultOf(error), "the log could not be read for the lab");
  });
  const stopListening = store.onWrite(() => work.request());

  async function tellNew(): Promise<void> {
    for (let more = true; more && hub.isHeard();) {
      const lines = await readLines(store, { after: head, limit: LINES, withWidget: true });
      for (const line of lines) await tell(line);
      more = lines.length === LINES;
    }
  }

  async function tell(line: Line): Promise<void> {
    const { seq, at, linkId, kind, body } = line;
    head = seq;
    hub.tell({ event: "evidence", seq, at, linkId, kind, body: presentable(body).json });

    const before = healths.get(linkId) ?? unknownHealth;
    const after = foldHealth(before, { seq, at, evidence: readEvidence(kind, body) });
    if (after === before) return;
    healths.set(linkId, after);
    hub.tell(await describeFold(options, line, { before, after }));
  }

  return {
    async begin() {
      if (hub.isHeard()) return;
      await work.settled();
      head = await readHead(store);
      const rows = await store.selectFrom("links").selectAll().execute();
      healths = new Map(rows.map((row) => [row.id, row]));
    },
    async close() {
      stopListening();
      // Another instance's bell may be on its way, or our own on PostgreSQL.
      work.request();
      await work.settled();
    },
  };
}

async function describeFold(
  { store, allowsLogo, now }: LogTraceOptions,
  { seq, at, linkId, externalId }: Line,
  { before, after }: { before: Health; after: Health },
): Promise<TraceEvent> {
  const link = await findLink(store, { externalId, linkId }, { allowsLogo, now });
  const around = { country: link?.bank.country ?? null, accessMode: null, now: now() };
  /** Readings that said nothing new have no line: what was read before it is as fresh as the line. */
  const judge = (health: Health) =>
    judgeHealth({ ...health, checked_at: at > health.checked_at ? at : health.checked_at }, around);

  const { state, actor } = judge(after);
  const isFirst = before.checked_at === "";
  return {
    event: "fold",
    seq,
    linkId,
    before: isFirst ? null : judge(before).state,
    after: state,
    actor,
  };
}
