import { formFields } from "./form-fields.ts";
import { institutionColors } from "./institution-colors.ts";
import type { Institution, InstitutionFamily } from "./institution.ts";

interface InstitutionCatalogue {
  all: readonly Institution[];
  named(name: string): Institution | undefined;
}

const BANK_RESOURCES = [
  "ACCOUNTS",
  "BALANCES",
  "INCOMES",
  "OWNERS",
  "RECURRING_EXPENSES",
  "RISK_INSIGHTS",
  "TRANSACTIONS",
];
const FISCAL_RESOURCES = [
  "FINANCIAL_STATEMENTS",
  "INVOICES",
  "TAX_COMPLIANCE_STATUS",
  "TAX_RETENTIONS",
  "TAX_RETURNS",
  "TAX_STATUS",
];

const TITLES = { MX: "Mexico", CO: "Colombia", BR: "Brasil" } as const;

/** Source of names and ids: Belvo, "Test in sandbox", and an answer of its sandbox made public. */
const banks: readonly Institution[] = [
  bank(1001, "gringotts", "MX", "Gringotts"),
  bank(1002, "gringotts", "CO", "Gringotts"),
  bank(1003, "gringotts", "BR", "Gringotts"),
  bank(1004, "erebor", "MX", "Erebor Bank"),
  bank(1005, "erebor", "CO", "Erebor Bank"),
  bank(1006, "erebor", "BR", "Erebor Bank"),
  withToken(bank(1012, "gotham", "BR", "Gotham Bank", "business")),
  withToken(bank(1014, "heimdall", "MX", "Heimdall Bank")),
  advanced(bank(1015, "ironbank", "BR", "Iron Bank Empresas", "business")),
  advanced(bank(1016, "ironbank", "BR", "Iron Bank")),
  withToken(bank(1020, "heimdall", "BR", "Heimdall Bank")),
  withToken(bank(1021, "heimdall", "CO", "Heimdall Bank")),
  { ...bank(9256, "ofmockbank", "BR", "OF Mock Bank"), integrationType: "openfinance" },
];

const EMPLOYMENT_RESOURCES = ["CURRENT_EMPLOYMENTS", "EMPLOYMENT_METRICS", "EMPLOYMENT_RECORDS"];

/** The last three are real: their numbers and colours are ours, Belvo's are not public. */
const others: readonly Institution[] = [
  fiscal(bank(1013, "tatooine", "MX", "Tatooine", "fiscal")),
  employment(bank(9454, "planet", "MX", "Planet", "employment")),
  fiscal(real(9501, "sat", "MX", "fiscal")),
  employment(real(9502, "imss", "MX", "employment")),
  fiscal(real(9503, "sii", "CL", "fiscal")),
];

export const institutionCatalogue: InstitutionCatalogue = {
  all: [...banks, ...others].sort((a, b) => a.id - b.id),
  named: (name) => institutionCatalogue.all.find((institution) => institution.name === name),
};

/** Employment institutions have none. An institution that is not known is like a bank. */
export function hasPasswords(name: unknown): boolean {
  return institutionCatalogue.all.find((each) => each.name === name)?.type !== "employment";
}

function bank(
  id: number,
  family: InstitutionFamily,
  country: keyof typeof TITLES,
  title: string,
  kind = "retail",
): Institution {
  return {
    id,
    name: `${family}_${country.toLowerCase()}_${kind}`,
    family,
    displayName: `${title} ${TITLES[country]}`,
    country,
    type: "bank",
    primaryColor: institutionColors[family],
    formFields: formFields.plain,
    mayAskForCode: false,
    integrationType: "credentials",
    resources: BANK_RESOURCES,
    defaultResources: ["ACCOUNTS", "OWNERS", "TRANSACTIONS"],
  };
}

function fiscal(institution: Institution): Institution {
  const resources = { resources: FISCAL_RESOURCES, defaultResources: FISCAL_RESOURCES };
  return { ...institution, type: "fiscal", ...resources };
}

function employment(institution: Institution): Institution {
  const resources = { resources: EMPLOYMENT_RESOURCES, defaultResources: ["EMPLOYMENT_RECORDS"] };
  return { ...institution, type: "employment", formFields: formFields.identity, ...resources };
}

/** One that is called by its initials, in whatever country. */
function real(
  id: number,
  family: "sat" | "imss" | "sii",
  country: Institution["country"],
  kind: string,
): Institution {
  const name = `${family}_${country.toLowerCase()}_${kind}`;
  return { ...bank(id, family, "MX", family), name, country, displayName: family.toUpperCase() };
}

function withToken(institution: Institution): Institution {
  return { ...institution, formFields: formFields.withToken, mayAskForCode: true };
}

function advanced(institution: Institution): Institution {
  return { ...institution, formFields: formFields.advanced };
}
