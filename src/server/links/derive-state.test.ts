import { describe, expect, it } from "vitest";
import { timestamp } from "../store/timestamp.ts";
import type { LinkEvent } from "../events/event.ts";
import { applyEvent, unknownHealth } from "./link-health.ts";
import { createStateDeriver, stateOf, type BankWord } from "./derive-state.ts";

const MINUTE = 60_000;
const START = Date.parse("2026-11-22T12:00:00.000Z");

type Happening = [minute: number, event: LinkEvent];

/** What the events of some minutes come to at another. */
function derive(minute: number, happenings: Happening[], accessMode = "recurrent") {
  const health = happenings.reduce(
    (before, [at, event], index) =>
      applyEvent(before, { seq: index + 1, at: timestamp(START + at * MINUTE), event }),
    unknownHealth,
  );
  const deriver = createStateDeriver(START + minute * MINUTE);
  return deriver.derive(health, { country: "MX", accessMode, bankWord: lastWord(happenings) });
}

/** What Belvo last said of the bank. */
function lastWord(happenings: Happening[]): BankWord | null {
  const words = happenings.flatMap(([at, event]) =>
    event.kind === "bank_read"
      ? [{ status: event.status, readAt: timestamp(START + at * MINUTE) }]
      : [],
  );
  return words.sort((a, b) => (a.readAt < b.readAt ? -1 : 1)).at(-1) ?? null;
}

const reading = (status: string, lastAccessedAt: string | null = null): LinkEvent => ({
  kind: "reading",
  status,
  lastAccessedAt,
  before: null,
});
const refusal = (code: string): LinkEvent => ({
  kind: "refusal",
  status: 400,
  code,
  requestId: "abc",
});
const webhook = (type: string, code: string): LinkEvent => ({
  kind: "webhook",
  type,
  code,
  errorCode: null,
});
const repaired = (openedAtMinute: number): LinkEvent => ({
  kind: "repair_ended",
  repairId: "30cb4806-6e00-48a4-91c9-ca55968576c8",
  result: "repaired",
  openedAt: timestamp(START + openedAtMinute * MINUTE),
  before: "invalid",
  after: "valid",
  errorCode: null,
});
const bankRead = (status: "healthy" | "down"): LinkEvent => ({ kind: "bank_read", status });
const broke = webhook("LINK", "invalid_credentials");
const dataCame = webhook("ACCOUNTS", "historical_update");

it.each([
  ["valid", "MX", "connected"],
  ["valid", "BR", "connected"],
  ["invalid", "MX", "password_needed"],
  ["token_required", "CO", "code_needed"],
  ["unconfirmed", null, "unfinished"],
  ["resting", "MX", "unsure"],
  ["invalid", "BR", "elsewhere"],
  ["token_required", "BR", "elsewhere"],
  ["unconfirmed", "BR", "elsewhere"],
  ["resting", "BR", "unsure"],
  ["", "MX", "unsure"],
])("a link of status %s in country %s is shown as %s", (status, country, state) => {
  expect(stateOf({ status, country })).toBe(state);
});

describe("link state", () => {
  it.each([
    ["connected", "valid", null],
    ["password_needed", "invalid", "you"],
    ["code_needed", "token_required", "you"],
  ])("is %s after a reading of status %s, which it names as its cause", (state, status, actor) => {
    expect(derive(1, [[0, reading(status)]])).toMatchObject({
      state,
      actor,
      because: { seq: 1, kind: "reading" },
    });
  });

  it("is checking from a hint on, until the link is read", () => {
    const doubted: Happening[] = [
      [0, reading("valid")],
      [1, broke],
    ];
    expect(derive(1, doubted)).toMatchObject({
      state: "checking",
      actor: "us",
      because: { seq: 2, kind: "hint" },
    });
    expect(derive(2, [...doubted, [1.5, reading("valid")]]).state).toBe("connected");
    expect(derive(2, [...doubted, [1.5, reading("invalid")]]).state).toBe("password_needed");
  });

  it("is unsure when a hint was not followed by a reading within a minute", () => {
    const doubted: Happening[] = [
      [0, reading("valid")],
      [1, broke],
    ];
    expect(derive(2.1, doubted)).toMatchObject({ state: "unsure", actor: "us" });
  });

  it("is not changed by a hint that came before the reading was asked for", () => {
    expect(
      derive(3, [
        [2, reading("valid")],
        [1, broke],
      ]).state,
    ).toBe("connected");
  });

  it("stays broken when a hint says that the link broke", () => {
    expect(
      derive(1, [
        [0, reading("invalid")],
        [1, broke],
      ]).state,
    ).toBe("password_needed");
  });

  it("is unsure when the link has not been read for half an hour, connected or broken", () => {
    expect(derive(29, [[0, reading("valid")]]).state).toBe("connected");
    expect(derive(31, [[0, reading("valid")]]).state).toBe("unsure");
    expect(derive(31, [[0, reading("invalid")]]).state).toBe("unsure");
  });
});

describe("link state, after the bank refused with institution_down", () => {
  const met: Happening[] = [
    [0, reading("valid")],
    [1, refusal("institution_down")],
  ];

  it("is bank trouble for a quarter of an hour", () => {
    expect(derive(2, met)).toMatchObject({
      state: "bank_trouble",
      actor: "bank",
      because: { seq: 2, kind: "refusal" },
    });
    expect(derive(16.1, [...met, [10, reading("valid")]]).state).toBe("connected");
  });

  it.each([
    ["data that the bank gave since", reading("valid", "2026-11-22T12:02:00.000Z")],
    ["a webhook about data", dataCame],
    ["a repair that worked", repaired(1.5)],
  ])("is bank trouble no longer after %s", (_what, event) => {
    expect(derive(3, [...met, [2, event]]).state).toBe("connected");
  });

  it.each([
    ["invalid", "password_needed", "you"],
    ["token_required", "code_needed", "you"],
    ["unconfirmed", "unfinished", "you"],
    ["resting", "unsure", "us"],
  ])(
    "is by its status alone where that is %s: %s, whichever came first",
    (status, state, actor) => {
      const shown = { state, actor, because: { kind: "reading" }, bankTrouble: true };
      expect(derive(3, [...met, [2, reading(status)]])).toMatchObject(shown);
      const before: Happening[] = [
        [0, reading(status)],
        [1, refusal("institution_down")],
      ];
      expect(derive(3, before)).toMatchObject(shown);
      expect(derive(16.1, before)).toMatchObject({ state, bankTrouble: false });
    },
  );

  it("stays bank trouble when Belvo merely calls the link valid", () => {
    expect(derive(3, [...met, [2, reading("valid")]]).state).toBe("bank_trouble");
  });

  it("stays bank trouble for as long as Belvo calls the bank down", () => {
    const down: Happening[] = [...met, [14, bankRead("down")], [28, bankRead("down")]];
    const stillRead: Happening[] = [...down, [40, reading("valid")]];
    expect(derive(40, stillRead)).toMatchObject({
      state: "bank_trouble",
      because: { seq: 4, kind: "reading" },
    });
    expect(derive(43.1, stillRead).state).toBe("connected");
  });

  it("is bank trouble no longer once Belvo calls the bank healthy, until the bank refuses again", () => {
    const well: Happening[] = [...met, [2, bankRead("healthy")]];
    expect(derive(3, well).state).toBe("connected");
    expect(derive(4, [...well, [3, refusal("institution_down")]])).toMatchObject({
      state: "bank_trouble",
      because: { kind: "refusal" },
    });
  });

  it("stays bank trouble when Belvo called the bank healthy before the refusal", () => {
    expect(derive(3, [[0, reading("valid")], [0.5, bankRead("healthy")], ...met]).state).toBe(
      "bank_trouble",
    );
  });
});

it("a link whose bank has a session open is busy for two minutes", () => {
  const busy: Happening[] = [
    [0, reading("valid")],
    [1, refusal("too_many_sessions")],
  ];
  expect(derive(2, busy).busyUntil).toBe("2026-11-22T12:03:00.000Z");
  expect(derive(3, busy).busyUntil).toBeNull();
});

it("a link ignores refusals that were written before the clock was set back", () => {
  const tomorrow = 24 * 60;
  const before: Happening[] = [
    [tomorrow, refusal("institution_down")],
    [tomorrow, refusal("too_many_sessions")],
    [0, reading("valid")],
  ];
  expect(derive(1, before)).toMatchObject({ state: "connected", busyUntil: null });
});

describe("link state: fetching the latest data", () => {
  const repair: Happening[] = [
    [0, reading("invalid")],
    [3, reading("valid")],
    [3, repaired(1)],
  ];

  it("starts with the repair of a recurrent link, and not of a single one", () => {
    expect(derive(4, repair).fetching).toBe(true);
    expect(derive(4, repair, "single").fetching).toBe(false);
  });

  it("ends with a webhook about data, whether it comes before or after the repair's end", () => {
    expect(derive(4, [...repair, [3.5, dataCame]]).fetching).toBe(false);
    expect(derive(4, [[0, reading("invalid")], [2, dataCame], ...repair.slice(1)]).fetching).toBe(
      false,
    );
  });

  it("does not end with a webhook from before the repair, nor with one about the link", () => {
    expect(derive(4, [[0.5, dataCame], ...repair]).fetching).toBe(true);
    expect(derive(4, [...repair, [2.5, broke]]).fetching).toBe(true);
  });

  it("ends after five minutes when no webhook comes", () => {
    expect(derive(8.1, repair)).toMatchObject({ state: "connected", fetching: false });
  });

  it("starts when we ask Belvo for fresh data", () => {
    const ordered: Happening[] = [
      [0, reading("valid")],
      [1, { kind: "fetch_started" }],
    ];
    expect(derive(2, ordered).fetching).toBe(true);
    expect(derive(2, [...ordered, [1.5, dataCame]]).fetching).toBe(false);
  });
});
