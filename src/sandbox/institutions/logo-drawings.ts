import type { InstitutionFamily } from "./institution.ts";

interface Drawing {
  title: string;
  /**
   * White shapes on a grid of 64, within a circle of 44 or a square of 40 around its middle. No line is
   * thinner than 3, which is one pixel at the size of 24.
   */
  shapes: string;
}

/**
 * Signs of our own making, one for each name. Real institutions have their initials and not their logo;
 * letters are drawn as lines, since an image has no other fonts than the reader's.
 */
export const logoDrawings: Readonly<Record<InstitutionFamily, Drawing>> = {
  gringotts: {
    title: "Gringotts",
    shapes:
      '<g fill="none" stroke="#fff"><circle cx="32" cy="32" r="21.5" stroke-width="3" opacity=".6"/><path d="M39.2 24.3A10.5 10.5 0 1 0 42.5 33H33" stroke-width="6"/></g>',
  },
  erebor: {
    title: "Erebor Bank",
    shapes:
      '<path d="M32 10 8 52h23l5-17-8-8z"/><path d="m32 10 24 42H35l5-18-9-8z" opacity=".62"/>',
  },
  heimdall: {
    title: "Heimdall Bank",
    shapes:
      '<rect x="12" y="12" width="9" height="40" rx="2"/><rect x="43" y="12" width="9" height="40" rx="2"/><path d="M20 26h24v18h-1a11 11 0 0 0-22 0h-1z"/>',
  },
  gotham: {
    title: "Gotham Bank",
    shapes:
      '<path d="m32 8 5 9v36H27V17z"/><path d="m24 23v30h-7V29zM40 23l7 6v24h-7z" opacity=".82"/><path d="m14 35v18H8V40zM50 35l6 5v13h-6z" opacity=".64"/>',
  },
  ironbank: {
    title: "Iron Bank",
    shapes:
      '<path fill-rule="evenodd" d="m32 9 20 11.5v23L32 55 12 43.5v-23zm0 12a6.5 6.5 0 0 0-3.3 12.1L26.5 44h11l-2.2-10.9A6.5 6.5 0 0 0 32 21z"/>',
  },
  tatooine: {
    title: "Tatooine",
    shapes:
      '<clipPath id="c"><circle cx="29" cy="35" r="19"/></clipPath><path clip-path="url(#c)" d="M8 12h42v21H8zm0 24h42v5H8zm0 8.5h42v4H8zm0 7.5h42v3H8z"/><circle cx="48.5" cy="17" r="6.5"/>',
  },
  planet: {
    title: "Planet",
    shapes:
      '<mask id="m"><path fill="#fff" d="M0 0h64v64H0z"/><path d="M15.4 26.5A27 7 0 1 0 48.6 26.5" fill="none" stroke="#000" stroke-width="9.5"/></mask><g transform="rotate(-20 32 32)"><circle cx="32" cy="32" r="16.5" mask="url(#m)"/><path d="M15.4 26.5A27 7 0 1 0 48.6 26.5" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"/></g>',
  },
  ofmockbank: {
    title: "OF Mock Bank",
    shapes:
      '<g fill="none" stroke="#fff" stroke-width="6"><path d="M34.9 27.1A12 12 0 1 1 27.7 20.6"/><path d="M29.1 36.9A12 12 0 1 1 36.3 43.4" opacity=".75"/></g>',
  },
  sat: {
    title: "SAT",
    shapes:
      '<path d="M19.5 26.2A5 4.2 0 0 0 14.8 22.5a4.75 4.75 0 0 0 0 9.5 4.75 4.75 0 0 1 0 9.5A5 4.2 0 0 1 10 37.8M24.4 43.5l6.6-21 6.6 21M26.5 36.5h9M41 22.5h13M47.5 22.5v21.2" fill="none" stroke="#fff" stroke-width="4.5" stroke-linejoin="round"/>',
  },
  imss: {
    title: "IMSS",
    shapes:
      '<path d="M9.5 21v22M16 43V23.5l6.5 11 6.5-11V43M43.2 26.2A4.2 3.7 0 0 0 39.2 23a4.5 4.5 0 0 0 0 9 4.5 4.5 0 0 1 0 9A4.2 3.7 0 0 1 35 37.8M56.2 26.2A4.2 3.7 0 0 0 52.2 23a4.5 4.5 0 0 0 0 9 4.5 4.5 0 0 1 0 9A4.2 3.7 0 0 1 48 37.8" fill="none" stroke="#fff" stroke-width="4" stroke-linejoin="round"/>',
  },
  sii: {
    title: "SII",
    shapes:
      '<path d="M27.5 26.2A5 4.2 0 0 0 22.8 22.5a4.75 4.75 0 0 0 0 9.5 4.75 4.75 0 0 1 0 9.5A5 4.2 0 0 1 18 37.8M35.5 20.5v23M45.5 20.5v23" fill="none" stroke="#fff" stroke-width="4.5"/>',
  },
};
