import { describe, expect, it } from "vitest";
import { readEvent } from "./event.ts";

const REPAIR = "30cb4806-6e00-48a4-91c9-ca55968576c8";

describe("a stored event", () => {
  it.each([
    ["reading", '{"status":"valid","lastAccessedAt":null}', { before: null }],
    ["webhook", '{"type":"LINK","code":"token_required","errorCode":null}', { type: "LINK" }],
    ["watch_told", "{}", {}],
    [
      "repair_ended",
      `{"repairId":"${REPAIR}","result":"still_broken"}`,
      { openedAt: null, before: null, after: null, errorCode: null },
    ],
    [
      "widget_event",
      `{"repairId":"${REPAIR}","event":{"name":"ERROR","code":"login-error"}}`,
      { openedAt: null },
    ],
  ])("of an older version is read: %s", (kind, body, expected) => {
    expect(readEvent(kind, body)).toMatchObject({ kind, ...expected });
  });

  it.each([
    ["of a kind that this version does not know", "eclipse", '{"at":"noon"}'],
    [
      "with a result that it does not know",
      "repair_ended",
      `{"repairId":"${REPAIR}","result":"won"}`,
    ],
    ["that lacks what it needs", "reading", "{}"],
    ["that is no object", "refusal", '"no"'],
    ["that is nothing", "refusal", "null"],
  ])("%s is nothing to it", (_what, kind, body) => {
    expect(readEvent(kind, body)).toBeNull();
  });
});
