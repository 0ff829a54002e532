import type { LoginError } from "../faults/fault-settings.ts";

/** Source: Belvo's OpenAPI file, `EnumInstitutionType`. */
export const institutionTypes = ["bank", "fiscal", "employment"] as const;
export type InstitutionType = (typeof institutionTypes)[number];

export const institutionStatuses = ["healthy", "down"] as const;

export type InstitutionStatus = (typeof institutionStatuses)[number];

/** Banks that share a name, and so a logo, in several countries. */
export const institutionFamilies = [
  "gringotts",
  "erebor",
  "heimdall",
  "gotham",
  "ironbank",
  "tatooine",
  "planet",
  "ofmockbank",
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
  family: InstitutionFamily;
  displayName: string;
  country: "MX" | "CO" | "BR";
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

/** An institution as the API shows it. Source: Belvo's OpenAPI file, `InstitutionPublicApi`. */
export function institutionBody(
  institution: Institution,
  { origin, status }: { origin: string; status: InstitutionStatus },
) {
  const { family } = institution;
  return {
    id: institution.id,
    name: institution.name,
    type: institution.type,
    website: `https://www.${family}.example/`,
    display_name: institution.displayName,
    country_code: institution.country,
    country_codes: [institution.country],
    primary_color: institution.primaryColor,
    logo: `${origin}${LOGOS}/text_logos/${family}.svg`,
    icon_logo: `${origin}${LOGOS}/icon_logos/${family}.svg`,
    text_logo: `${origin}${LOGOS}/text_logos/${family}.svg`,
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
