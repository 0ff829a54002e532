import fc from "fast-check";
import type { LinkRow } from "../../server/store/tables.ts";
import { timestamp } from "../../server/store/timestamp.ts";

/** When lists of such links are looked at. */
export const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const MINUTE = 60_000;

/** What is known of banks; one more is known by the name of its institution alone. */
export const BANKS = [
  { name: "erebor_mx_retail", display_name: "Erebor" },
  { name: "erebor_mx_business", display_name: "érebor" },
  { name: "gringotts_co_retail", display_name: "Banco 10" },
  { name: "moria_br_retail", display_name: "Banco 2" },
  { name: "odd", display_name: "100 %_<Ñ>" },
];

/** What Belvo said of some of them. */
export const BANK_STATUSES = [
  { institution: "erebor_mx_retail", status: "down", read_at: timestamp(NOW - MINUTE) },
  { institution: "erebor_mx_business", status: "down", read_at: timestamp(NOW - 16 * MINUTE) },
  { institution: "gringotts_co_retail", status: "healthy", read_at: timestamp(NOW - 2 * MINUTE) },
  { institution: "moria_br_retail", status: "healthy", read_at: timestamp(NOW + 2 * MINUTE) },
];

/** Around every moment at which a judgement changes, and in the clock's own future. */
const someTime = fc
  .constantFrom(-31, -30, -29, -16, -15, -14, -2, -1, 0, 1, 2)
  .chain((minutes) =>
    fc.constantFrom(-1, 0, 1).map((ms) => timestamp(NOW + minutes * MINUTE + ms)),
  );
export const someLook = fc.record({
  // One bank is known by its institution's name alone.
  institution: fc.constantFrom(...BANKS.map(({ name }) => name), "unknown_bank_mx_retail"),
  status: fc.constantFrom("valid", "invalid", "token_required", "unconfirmed", "resting"),
  checked_at: fc.oneof({ weight: 4, arbitrary: fc.constant(timestamp(NOW)) }, someTime),
  doubted_at: fc.option(someTime, { freq: 3 }),
  bank_trouble_at: fc.option(someTime, { freq: 3 }),
  data_at: fc.option(someTime, { freq: 2 }),
  repaired_at: fc.option(someTime, { freq: 2 }),
  last_accessed_at: fc.option(someTime),
  gone_at: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, fc.constant(timestamp(NOW))),
});
/** A link's row, in what its place in a list depends on. */
export type Look = Partial<LinkRow> & Pick<LinkRow, "institution" | "status">;

/** As most links are: their status alone says their state. */
export const plainLook = someLook.map((look) => ({
  ...look,
  checked_at: timestamp(NOW),
  doubted_at: null,
  bank_trouble_at: null,
  gone_at: null,
}));
const eachLook = fc.oneof({ weight: 3, arbitrary: plainLook }, someLook);
/** A few, and more than a page has. */
export const someLooks = fc.oneof(
  fc.array(eachLook, { maxLength: 10 }),
  fc.array(eachLook, { minLength: 60, maxLength: 130 }),
);
