import * as v from "valibot";
import { InstitutionType, type Bank } from "#contract/link.ts";

/** A bank as it is stored: Belvo's name for it, and what Belvo's list of institutions adds. */
export interface StoredBank {
  /** E.g. `erebor_mx_retail`. */
  institution: string;
  displayName: string | null;
  logo: string | null;
  primaryColor: string | null;
  countryCodes: readonly string[];
  /** Belvo's word for it; `null` where it has said none. */
  type: string | null;
}

/** The columns of a bank, all `null` when no row for it is there. */
interface BankRow {
  institution: string;
  display_name: string | null;
  logo: string | null;
  primary_color: string | null;
  country_codes: string | null;
  type: string | null;
}

const CountryCodes = v.array(v.string());

/** A bank as its row has it. */
export function storedBankOf(row: BankRow): StoredBank {
  return {
    institution: row.institution,
    displayName: row.display_name,
    logo: row.logo,
    primaryColor: row.primary_color,
    countryCodes:
      row.country_codes === null ? [] : v.parse(CountryCodes, JSON.parse(row.country_codes)),
    type: row.type,
  };
}

const COLOR = /^#[0-9a-f]{6}$/i;
const MAX_NAME = 120;
const signs = new Intl.Segmenter("es", { granularity: "grapheme" });

/** Signs that are not seen, and turn the direction of what is. Source: Unicode, UAX #9. */
const DIRECTIONS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * Makes a bank presentable. What Belvo says of a bank comes from outside: a colour or a logo that is
 * not what it should be is left out, and without a display name Belvo's own name is made readable.
 *
 * @param allowsLogo True for an address from which the page may load images.
 */
export function describeBank(bank: StoredBank, allowsLogo: (url: string) => boolean): Bank {
  const { logo, primaryColor } = bank;
  const displayName = presentable(bank.displayName ?? "");
  return {
    name: displayName === "" ? readableName(bank.institution) : displayName,
    logoUrl: logo !== null && allowsLogo(logo) ? logo : null,
    color: primaryColor !== null && COLOR.test(primaryColor) ? primaryColor : null,
    country: countryOf(bank),
    type: typeOf(bank),
  };
}

/** On one line, in its own direction, and cut between two signs, each of which may be several characters. */
function presentable(name: string): string {
  const line = name
    .replace(DIRECTIONS, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  if (line.length <= MAX_NAME) return line;
  let cut = "";
  for (const { segment } of signs.segment(line)) {
    if (cut.length + segment.length > MAX_NAME) break;
    cut += segment;
  }
  return cut.trim();
}

/**
 * A country that Belvo lists for the institution: of several the one in its own name, else the first. Where
 * none is listed, its name decides.
 */
function countryOf({ institution, countryCodes }: StoredBank): string | null {
  const listed = countryCodes.map((code) => code.toUpperCase()).filter(isCountry);
  const inName = /_([a-z]{2})_[a-z]+$/.exec(institution)?.[1]?.toUpperCase() ?? null;
  if (inName !== null && listed.includes(inName)) return inName;
  return listed[0] ?? inName;
}

function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code);
}

/** What institutions' own names end in. Both kinds of bank are of Belvo's type `bank`. */
const TYPES_BY_ENDING = new Map<string, InstitutionType>([
  ["retail", "bank"],
  ["business", "bank"],
  ["fiscal", "fiscal"],
  ["employment", "employment"],
]);

/** As Belvo says it; where it has not said anything, by the institution's own name. */
function typeOf({ institution, type }: StoredBank): InstitutionType {
  if (type !== null) return v.parse(v.fallback(InstitutionType, "institution"), type);
  return TYPES_BY_ENDING.get(/_[a-z]{2}_([a-z]+)$/.exec(institution)?.[1] ?? "") ?? "institution";
}

/** `banco_azteca_mx_retail` is "Banco Azteca" to people. */
function readableName(institution: string): string {
  const words = institution.replace(/_[a-z]{2}_[a-z]+$/, "").split(/[_\s]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}
