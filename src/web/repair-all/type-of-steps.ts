import type { InstitutionType } from "#contract/link.ts";
import type { RepairAllStep } from "#contract/repair-all.ts";
import { typeOfAll } from "../i18n/about-bank.ts";

/** What the links of some steps are called together. */
export function typeOfSteps(steps: readonly RepairAllStep[]): InstitutionType {
  return typeOfAll(steps.map(({ link }) => link.bank));
}
