import * as z from "zod";

/**
 * An institution as Belvo describes it. Only its name is sure: one without a logo is still one.
 *
 * Source: Belvo's OpenAPI, `InstitutionPublicApi`.
 */
export const BelvoInstitution = z
  .object({
    name: z.string().min(1),
    display_name: z.string().nullish().catch(null),
    icon_logo: z.string().nullish().catch(null),
    logo: z.string().nullish().catch(null),
    primary_color: z.string().nullish().catch(null),
    type: z.string().min(1).max(64).nullish().catch(null),
    country_codes: z.array(z.string()).nullish().catch(null),
    status: z.enum(["healthy", "down"]).nullish().catch(null),
  })
  .transform((bank) => ({
    name: bank.name,
    displayName: bank.display_name ?? null,
    logo: bank.icon_logo ?? bank.logo ?? null,
    primaryColor: bank.primary_color ?? null,
    countryCodes: bank.country_codes ?? [],
    type: bank.type ?? null,
    status: bank.status ?? null,
  }));
export type BelvoInstitution = z.infer<typeof BelvoInstitution>;
