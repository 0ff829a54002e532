import type { InstitutionFamily } from "./institution.ts";

/**
 * The colour of Heimdall is Belvo's; the others are ours, dark enough for white writing. Those of real
 * institutions are greys: their own colours are theirs.
 */
export const institutionColors: Readonly<Record<InstitutionFamily, string>> = {
  gringotts: "#7a4b10",
  erebor: "#1b6048",
  heimdall: "#056dae",
  gotham: "#2f3246",
  ironbank: "#4c5a66",
  tatooine: "#a8501b",
  planet: "#5b3fa8",
  ofmockbank: "#0b6f6a",
  sat: "#66505f",
  imss: "#47615b",
  sii: "#4b5f78",
};
