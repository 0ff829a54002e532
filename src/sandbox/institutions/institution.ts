import type { LoginError } from "../faults/fault-settings.ts";

/** Source: Belvo's OpenAPI file, `EnumInstitutionType`. */
export const institutionTypes = ["bank", "fiscal", "employment"] as const;
export type InstitutionType = (typeof institutionTypes)[number];

export const institutionStatuses = ["healthy", "down"] as const;

export type InstitutionStatus = (typeof institutionStatuses)[number];

/** Institutions that share a name, and so a logo, in several countries. */
export const institutionFamilies = [
  "gringotts",
  "erebor",
  "heimdall",
  "gotham",
  "ironbank",
  "tatooine",
  "planet",
  "ofmockbank",
  "sat",
  "imss",
  "sii",
] as const;
export type InstitutionFamily = (typeof institutionFamilies)[number];

export interface FormField {
  name: string;
  type: string;
  label: string;
  validation: string;
  placeholder: string;
  validation_message: string;
  length?: string;
  optional?: boolean;
  values?: { code: string; label: string }[];
}

export interface Institution {
  id: number;
  /** Belvo's name, such as `erebor_mx_retail`. */
  name: string;
  /** Whose logo it has. */
  family: InstitutionFamily;
  displayName: string;
  country: "MX" | "CO" | "BR" | "CL";
  type: InstitutionType;
  primaryColor: string;
  formFields: readonly FormField[];
  mayAskForCode: boolean;
  integrationType: "credentials" | "openfinance";
  resources: readonly string[];
  /** Fetched for links that do not say what to fetch. */
  defaultResources: readonly string[];
}

const LOGOS = "/statics/institutions";

/** What Belvo says of every bank while the fault `loginError` makes logins fail in this way. */
export function statusDuring(loginError: LoginError | null): InstitutionStatus {
  return loginError?.startsWith("institution_") ? "down" : "healthy";
}

/** Institutions of a family have one website. */
export function websiteOf({ name }: Institution): string {
  return `https://www.${name.split("_")[0] ?? name}.example/`;
}

/** An institution as the API shows it. Source: Belvo's OpenAPI file, `InstitutionPublicApi`. */
export function institutionBody(
  institution: Institution,
  { origin, status }: { origin: string; status: InstitutionStatus },
) {
  const { family } = institution;
  const logo = (kind: "text" | "icon") => `${origin}${LOGOS}/${kind}_logos/${family}.svg`;
  return {
    id: institution.id,
    name: institution.name,
    type: institution.type,
    website: websiteOf(institution),
    display_name: institution.displayName,
    country_code: institution.country,
    country_codes: [institution.country],
    primary_color: institution.primaryColor,
    logo: logo("text"),
    icon_logo: logo("icon"),
    text_logo: logo("text"),
    form_fields: institution.formFields,
    features: institution.mayAskForCode
      ? [
          {
            name: "token_required",
            description: "The institution may require a token during link creation or login",
          },
        ]
      : [],
    resources: institution.resources,
    integration_type: institution.integrationType,
    status,
    openbanking_information: null,
  };
}
