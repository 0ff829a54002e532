import { institutionColors } from "./institution-colors.ts";
import { institutionFamilies, type InstitutionFamily } from "./institution.ts";
import { logoDrawings } from "./logo-drawings.ts";

/** @returns `undefined` for a name that no bank has. */
export function iconLogo(name: string): string | undefined {
  const family = familyNamed(name);
  return family && svg("0 0 64 64", logoDrawings[family].title, tile(family));
}

/** The icon with the bank's name beside it, in whatever letters the reader's system has. */
export function textLogo(name: string): string | undefined {
  const family = familyNamed(name);
  if (family === undefined) return undefined;
  const { title } = logoDrawings[family];
  const colors = `<style>text{fill:${institutionColors[family]}}@media (prefers-color-scheme:dark){text{fill:#fff}}</style>`;
  const letters = `<text x="78" y="42" font-family="system-ui, sans-serif" font-size="28" font-weight="650">${title}</text>`;
  return svg("0 0 320 64", title, colors + tile(family) + letters);
}

function familyNamed(name: string): InstitutionFamily | undefined {
  return institutionFamilies.find((family) => family === name);
}

/** A light from above, and the sign. */
function tile(family: InstitutionFamily): string {
  const square = (fill: string) => `<rect width="64" height="64" rx="14" fill="${fill}"/>`;
  const light =
    '<linearGradient id="l" x2="0" y2="1"><stop stop-color="#fff" stop-opacity=".2"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>';
  const { shapes } = logoDrawings[family];
  return `${light}${square(institutionColors[family])}${square("url(#l)")}<g fill="#fff">${shapes}</g>`;
}

function svg(viewBox: string, title: string, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" role="img"><title>${title}</title>${content}</svg>\n`;
}
