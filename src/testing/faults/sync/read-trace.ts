/** What a line of strace's says, as far as it is about keeping and answering webhooks. */
type TraceStep =
  | { kind: "asked"; code: string }
  | { kind: "written"; codes: ReadonlySet<string> }
  | { kind: "synced" }
  | { kind: "answered" };

const LINE = /^\d+ +[\d.]+ (?<call>.*)$/;
const RESUMED = /^<\.\.\. \w+ resumed>/;
const PID = /^(?<pid>\d+) /;

/**
 * Reads the trace of a backend that was asked one thing after another.
 *
 * @param trace By `strace -f -y -ttt` with strings long enough for a page of the store.
 */
export function readTrace(trace: string): TraceStep[] {
  const begun = new Map<string, string>();
  return trace.split("\n").flatMap((line) => {
    const pid = PID.exec(line)?.groups?.["pid"] ?? "";
    const call = LINE.exec(line)?.groups?.["call"] ?? "";
    if (call.endsWith("<unfinished ...>")) {
      begun.set(pid, call.slice(0, -"<unfinished ...>".length));
      return [];
    }
    // What was begun counts from when it has ended.
    const whole = call.replace(RESUMED, () => begun.get(pid) ?? "");
    return stepOf(whole) ?? [];
  });
}

function stepOf(call: string): TraceStep | null {
  if (/^read\(\d+<socket:/.test(call) && call.includes("POST /webhooks/belvo")) {
    const [code] = codesIn(call);
    return code === undefined ? null : { kind: "asked", code };
  }
  if (/^(pwrite64|write)\(\d+<[^>]*\.db-wal>/.test(call)) {
    return { kind: "written", codes: codesIn(call) };
  }
  if (/^f(data)?sync\(\d+<[^>]*\.db-wal> *\) += 0/.test(call)) return { kind: "synced" };
  if (/^writev?\(\d+<socket:.*HTTP\/1\.1 204 /.test(call)) return { kind: "answered" };
  return null;
}

const codesIn = (call: string) => new Set(call.match(/probe_\d+/g));

export interface SyncReport {
  /** Codes of webhooks that were on the disk when they were answered. */
  synced: string[];
  /** Codes of those that were answered before. */
  unsynced: string[];
}

/** For each webhook: was it written and the write synced, between its question and its answer? */
export function judgeTrace(steps: readonly TraceStep[]): SyncReport {
  const report: SyncReport = { synced: [], unsynced: [] };
  let code: string | null = null;
  let stage: "asked" | "written" | "synced" = "asked";

  for (const step of steps) {
    if (step.kind === "asked") [code, stage] = [step.code, "asked"];
    if (code === null) continue;
    if (step.kind === "written" && stage === "asked" && step.codes.has(code)) stage = "written";
    if (step.kind === "synced" && stage === "written") stage = "synced";
    if (step.kind !== "answered") continue;
    report[stage === "synced" ? "synced" : "unsynced"].push(code);
    code = null;
  }
  return report;
}
