import { createContext } from "react";
import * as v from "valibot";

/** Whose page this is to the people on it: the host's, or Relink's own where the host says nothing. */
const Brand = v.object({
  name: v.optional(v.string(), "Relink"),
  /** The same where the host gave one, and nothing else. */
  hostName: v.optional(v.string()),
  /** An address on our own server. */
  logoUrl: v.optional(v.string(), "/favicon.svg"),
});
export type Brand = v.InferOutput<typeof Brand>;

/** Reads the brand from what our server wrote on the page's `<html>`. */
export function readBrand({ brandName, brandLogo }: DOMStringMap): Brand {
  return v.parse(Brand, { name: brandName, hostName: brandName, logoUrl: brandLogo });
}

export const BrandContext = createContext<Brand>(readBrand({}));
