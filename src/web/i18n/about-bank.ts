import type { Bank, InstitutionType } from "#contract/link.ts";

/** What a sentence about one institution is filled with, and what its wording depends on. */
export interface AboutBank {
  /** Its name. */
  bank: string;
  type: InstitutionType;
  /** What people give it to come in: a password, or details that name them. */
  login: "password" | "details";
}

/** @param name Left out where nothing is said of one alone. */
export function aboutBank({ name = "", type }: Pick<Bank, "type"> & Partial<Bank>): AboutBank {
  const hasPassword = type === "bank" || type === "fiscal";
  return { bank: name, type, login: hasPassword ? "password" : "details" };
}

/** What several are called together: banks where all are, else connections. */
export function typeOfAll(banks: readonly Pick<Bank, "type">[]): InstitutionType {
  return banks.every(({ type }) => type === "bank") ? "bank" : "institution";
}
