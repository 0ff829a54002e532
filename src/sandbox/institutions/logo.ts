import { institutionColors } from "./institution-colors.ts";
import { institutionFamilies, type InstitutionFamily } from "./institution.ts";

interface Drawing {
  title: string;
  /** White shapes in a square of 64; `hole` stands for the colour behind them. */
  shapes: string;
}

/** Logos of our own making: one sign for each bank, on its colour. */
const drawings: Readonly<Record<InstitutionFamily, Drawing>> = {
  gringotts: {
    title: "Gringotts",
    shapes:
      '<path d="M32 11 54 23v4H10v-4z"/><path d="M14 30h6v16h-6zm10 0h6v16h-6zm10 0h6v16h-6zm10 0h6v16h-6z"/><path d="M10 49h44v5H10z"/>',
  },
  erebor: {
    title: "Erebor Bank",
    shapes:
      '<path d="M32 9 58 53H6z"/><path d="m32 27 7 9-7 11-7-11z" fill="hole"/><path d="m32 31 4 5-4 6-4-6z"/>',
  },
  heimdall: {
    title: "Heimdall Bank",
    shapes:
      '<g fill="none" stroke="#fff" stroke-width="5"><path d="M8 48a24 24 0 0 1 48 0"/><path d="M18 48a14 14 0 0 1 28 0" opacity=".75"/></g><circle cx="32" cy="47" r="5"/>',
  },
  gotham: {
    title: "Gotham Bank",
    shapes:
      '<path d="M9 54V33h9v-9h9V11l5-4 5 4v17h9v-6h9v32z"/><path d="M30 17h4v5h-4zm0 10h4v5h-4zm0 10h4v5h-4z" fill="hole"/>',
  },
  ironbank: {
    title: "Iron Bank",
    shapes:
      '<circle cx="22" cy="32" r="13"/><circle cx="22" cy="32" r="6" fill="hole"/><path d="M34 29h23v6h-4v7h-6v-7h-4v5h-5v-5h-4z"/>',
  },
  tatooine: {
    title: "Tatooine",
    shapes:
      '<circle cx="25" cy="25" r="12"/><circle cx="44" cy="32" r="7" opacity=".8"/><path d="M6 52q13-11 26-4t26-3v9H6z"/>',
  },
  planet: {
    title: "Planet",
    shapes:
      '<circle cx="32" cy="32" r="14"/><ellipse cx="32" cy="32" rx="26" ry="8" fill="none" stroke="#fff" stroke-width="4" transform="rotate(-22 32 32)"/>',
  },
  ofmockbank: {
    title: "OF Mock Bank",
    shapes:
      '<g fill="none" stroke="#fff" stroke-width="6"><circle cx="24" cy="32" r="13"/><circle cx="40" cy="32" r="13"/></g>',
  },
};

/** @returns `undefined` for a name that no bank has. */
export function iconLogo(name: string): string | undefined {
  const family = familyNamed(name);
  return family && svg("0 0 64 64", drawings[family].title, square(family));
}

/** The icon with the bank's name beside it, in whatever letters the reader's system has. */
export function textLogo(name: string): string | undefined {
  const family = familyNamed(name);
  if (family === undefined) return undefined;
  const { title } = drawings[family];
  const letters = `<text x="76" y="42" font-family="Georgia, serif" font-size="28" font-weight="700" fill="${institutionColors[family]}">${title}</text>`;
  return svg("0 0 280 64", title, square(family) + letters);
}

function familyNamed(name: string): InstitutionFamily | undefined {
  return institutionFamilies.find((family) => family === name);
}

function square(family: InstitutionFamily): string {
  const color = institutionColors[family];
  const shapes = drawings[family].shapes.replaceAll('"hole"', `"${color}"`);
  return `<rect width="64" height="64" rx="14" fill="${color}"/><g fill="#fff">${shapes}</g>`;
}

function svg(viewBox: string, title: string, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" role="img"><title>${title}</title>${content}</svg>\n`;
}
