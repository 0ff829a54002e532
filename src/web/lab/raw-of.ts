import type { TraceEvent } from "#contract/lab.ts";
import type { LaterTranslate } from "../i18n/catalogue.ts";

interface Raw {
  verb: string;
  object: string;
  /** What came of it first, then how long it took and such. */
  notes: string[];
  isWell: boolean;
  contents: { name: string; json: unknown }[];
}

type Of<Event extends TraceEvent["event"]> = Extract<TraceEvent, { event: Event }>;

/** The call as it was made, or the line as it was written: what engineers look for. */
export function rawOf(entry: TraceEvent, t: LaterTranslate["lab"], locale: string): Raw {
  switch (entry.event) {
    case "belvo_call":
      return rawCall(entry, t, locale);
    case "webhook":
      return rawWebhook(entry, t);
    case "event":
      return {
        ...{ verb: entry.kind, object: `#${entry.seq}`, notes: [], isWell: true },
        contents: [{ name: t("lab.trace.body"), json: entry.body }],
      };
    case "state":
      return {
        verb: entry.before ?? "–",
        object: `→ ${entry.after} #${entry.seq}`,
        ...{ notes: [], isWell: true, contents: [] },
      };
  }
}

function rawCall(call: Of<"belvo_call">, t: LaterTranslate["lab"], locale: string): Raw {
  const { method, path, status, failure, ms, request, answer } = call;
  const took = new Intl.NumberFormat(locale, { style: "unit", unit: "millisecond" }).format(ms);
  const came = [status === null ? null : String(status), failure && t(`lab.trace.${failure}`)];
  return {
    verb: method,
    object: path,
    notes: [...came.filter((note) => note !== null), took],
    isWell: failure === null && status !== null && status < 400,
    contents: [
      { name: t("lab.trace.request"), json: request },
      { name: t("lab.trace.answer"), json: answer },
    ],
  };
}

/** Where Belvo's webhooks come in. */
const WEBHOOKS = "/webhooks/belvo";

function rawWebhook(
  { type, code, accepted, repeat }: Of<"webhook">,
  t: LaterTranslate["lab"],
): Raw {
  const said = [type, code].filter((part) => part !== null).join(" ");
  return {
    verb: "POST",
    object: said === "" ? WEBHOOKS : `${WEBHOOKS} ${said}`,
    notes: [
      t(accepted ? "lab.trace.accepted" : "lab.trace.refused"),
      ...(repeat ? [t("lab.trace.repeat")] : []),
      ...(type === null ? [t("lab.trace.unread")] : []),
    ],
    isWell: accepted,
    contents: [],
  };
}
