import { describe, expect, it } from "vitest";
import type { TraceEvent } from "#contract/lab.ts";
import { linksIn, ofPerson } from "./of-person.ts";

const OWN = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const OTHER = "40cb4806-6e00-48a4-91c9-ca55968576c8";
const at = "2026-11-22T17:00:00.000Z";
const person = {
  externalId: "demo-ana",
  owners: new Map([
    [OWN, "demo-ana"],
    [OTHER, "demo-bruno"],
  ]),
};

type Call = Extract<TraceEvent, { event: "belvo_call" }>;

const call = (path: string, more: Partial<Call> = {}): Call => ({
  ...{ event: "belvo_call", id: OWN, at, method: "GET", path, status: 200, ms: 5 },
  ...{ request: null, answer: null, failure: null },
  ...more,
});
const webhook = (linkId: string | null, accepted = true): TraceEvent => ({
  ...{ event: "webhook", at, type: "LINK", code: "token_required", linkId, accepted },
  repeat: false,
});
const logged = (linkId: string): TraceEvent => ({
  ...{ event: "event", seq: 1, at, linkId, kind: "missing", body: {} },
});
const folded = (linkId: string): TraceEvent => ({
  ...{ event: "state", seq: 1, linkId, before: null, after: "connected", actor: null },
});

describe("one person's trace", () => {
  it.each<[string, TraceEvent]>([
    ["a list of theirs", call("/api/links/?external_id=demo-ana&page_size=1000")],
    ["a reading of theirs", call(`/api/links/?id__in=${OWN}&page_size=1000`)],
    ["a token of theirs", call("/api/token/", { method: "POST", request: { link_id: OWN } })],
    ["what a bank is called", call("/api/institutions/?page_size=1000")],
    ["a webhook of theirs", webhook(OWN)],
    ["a webhook that was refused, of whoever", webhook(null, false)],
    ["a line of their log", logged(OWN)],
    ["what it made of it", folded(OWN)],
  ])("has %s", (_what, event) => {
    expect(ofPerson(event, person)).toBe(event);
  });

  it.each<[string, TraceEvent]>([
    ["another's list", call("/api/links/?external_id=demo-ana-2")],
    ["everybody's list", call("/api/links/?page_size=1000")],
    ["another's reading", call(`/api/links/?id__in=${OTHER}`)],
    ["another's token", call("/api/token/", { method: "POST", request: { link_id: OTHER } })],
    ["another's webhook", webhook(OTHER)],
    ["a webhook about nobody's link", webhook(null)],
    ["a line of another's log", logged(OTHER)],
    ["what it made of it", folded(OTHER)],
  ])("does not have %s", (_what, event) => {
    expect(ofPerson(event, person)).toBeNull();
  });

  it("has their share of a reading of several people's banks", () => {
    const results = [
      { id: OTHER, external_id: "demo-bruno" },
      { id: OWN, external_id: "demo-ana" },
      "… +7",
    ];
    const mixed = call(`/api/links/?id__in=${OTHER},${OWN}&page_size=1000`, {
      answer: { count: 9, results },
    });
    expect(linksIn(mixed)).toEqual([OTHER, OWN]);
    expect(ofPerson(mixed, person)).toEqual({
      ...mixed,
      path: `/api/links/?id__in=${OWN}&page_size=1000`,
      answer: { results: [{ id: OWN, external_id: "demo-ana" }] },
    });
  });
});
