import { createContext } from "react";
import * as z from "zod/mini";

/** Whose page this is to the people on it: the host's, or Relink's own where the host says nothing. */
const Brand = z.object({
  name: z._default(z.string(), "Relink"),
  /** An address on our own server. */
  logoUrl: z._default(z.string(), "/favicon.svg"),
});
export type Brand = z.infer<typeof Brand>;

/** Reads the brand from what our server wrote on the page's `<html>`. */
export function readBrand({ brandName, brandLogo }: DOMStringMap): Brand {
  return Brand.parse({ name: brandName, logoUrl: brandLogo });
}

export const BrandContext = createContext<Brand>(readBrand({}));
