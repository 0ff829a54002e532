import * as v from "valibot";
import { orNull } from "#contract/formats.ts";

/**
 * An institution as Belvo describes it. Only its name is sure: one without a logo is still one.
 *
 * Source: Belvo's OpenAPI, `InstitutionPublicApi`.
 */
export const BelvoInstitution = v.pipe(
  v.object({
    name: v.pipe(v.string(), v.minLength(1)),
    display_name: orNull(v.string()),
    icon_logo: orNull(v.string()),
    logo: orNull(v.string()),
    primary_color: orNull(v.string()),
    type: orNull(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
    country_codes: orNull(v.array(v.string())),
    status: orNull(v.picklist(["healthy", "down"])),
  }),
  v.transform((bank) => ({
    name: bank.name,
    displayName: bank.display_name,
    logo: bank.icon_logo ?? bank.logo,
    primaryColor: bank.primary_color,
    countryCodes: bank.country_codes ?? [],
    type: bank.type,
    status: bank.status,
  })),
);
export type BelvoInstitution = v.InferOutput<typeof BelvoInstitution>;
