import * as v from "valibot";
import { Json, type TraceEvent } from "#contract/lab.ts";

type Call = Extract<TraceEvent, { event: "belvo_call" }>;

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The links that an event is about. */
export function linksIn(event: TraceEvent): string[] {
  if (event.event !== "belvo_call") return event.linkId === null ? [] : [event.linkId];
  const asked = `${event.path} ${JSON.stringify(event.request)}`;
  return [...new Set(asked.match(UUID))];
}

interface Person {
  externalId: string;
  /** Of the links that the event is about, as far as they are known. */
  owners: ReadonlyMap<string, string>;
}

/**
 * What one person's trace has of an event: all, nothing, or their share of a call about several people.
 * A refused webhook says nothing of whom it is about, and how a bank is concerns everybody there.
 */
export function ofPerson(event: TraceEvent, person: Person): TraceEvent | null {
  const { externalId, owners } = person;
  const links = linksIn(event);
  const own = links.filter((id) => owners.get(id) === externalId);
  if (event.event === "belvo_call") {
    if (links.length === 0) return isForAnybody(event, externalId) ? event : null;
    if (own.length === 0) return null;
    return own.length === links.length ? event : shareOf(event, own, externalId);
  }
  const isRefusal = event.event === "webhook" && !event.accepted;
  return isRefusal || own.length > 0 ? event : null;
}

function isForAnybody({ path }: Call, externalId: string): boolean {
  const [, named] = /[?&]external_id=([^&]*)/.exec(path) ?? [];
  return named === undefined ? path.startsWith("/api/institutions/") : named === externalId;
}

const List = v.looseObject({ results: v.array(Json) });
const Named = v.looseObject({ external_id: v.string() });

function shareOf(call: Call, own: readonly string[], externalId: string): Call {
  const path = call.path.replace(/id__in=[^&]*/, `id__in=${own.join()}`);
  const answer = v.safeParse(List, call.answer);
  if (!answer.success) return { ...call, path, request: null, answer: null };
  const results = answer.output.results.filter(
    (each) => v.is(Named, each) && each.external_id === externalId,
  );
  return { ...call, path, request: null, answer: { results } };
}
