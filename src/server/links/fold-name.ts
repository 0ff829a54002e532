/** A name without case and accents, as people search for it: "Érebor" is found by "ereb". */
export function foldName(name: string): string {
  return name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
