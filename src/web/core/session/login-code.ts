import { pages } from "#contract/routes.ts";

/** The page's address and its history, as far as a login link's code goes through them. */
export interface CodePlace {
  readonly location: Pick<Location, "hash" | "pathname">;
  readonly history: {
    readonly state: unknown;
    replaceState(state: unknown, _: "", url: string): void;
  };
}

/** A code's own characters; what follows them was added on the way by mail and chat programs. */
const CODE = /[A-Za-z0-9_-]{43}/;

/** A fragment may have been encoded on its way, once or more. */
const MOST_DECODINGS = 3;

/** @returns `null` for a fragment that does not have all of a code. */
export function readLoginCode(hash: string): string | null {
  let text = hash;
  for (let times = 0; times < MOST_DECODINGS; times += 1) text = decode(text);
  return CODE.exec(text)?.[0] ?? null;
}

/** What cannot be decoded is no part of a code; all that can be, is. */
function decode(text: string): string {
  return text.replace(/%([0-7][0-9A-Fa-f])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/**
 * Takes the code of a login link out of the address, where eyes and other programs meet it. It stays
 * with the history's entry, so that a reload before the end has it still.
 *
 * @returns `null` for an address without a whole code.
 */
export function takeLoginCode({ location, history }: CodePlace): string | null {
  if (location.hash === "") return keptCode(history.state);
  const code = readLoginCode(location.hash);
  history.replaceState({ ...asObject(history.state), loginCode: code }, "", pages.enter);
  return code;
}

/** The code is used up, or good for nothing. */
export function dropLoginCode({ history, location }: CodePlace): void {
  history.replaceState({ ...asObject(history.state), loginCode: null }, "", location.pathname);
}

/** True of the address that login links lead to. */
export function isLoginLink({ pathname }: Pick<Location, "pathname">): boolean {
  return pathname === pages.enter || pathname === `${pages.enter}/`;
}

function asObject(state: unknown): object {
  return typeof state === "object" && state !== null ? state : {};
}

function keptCode(state: unknown): string | null {
  const { loginCode } = { loginCode: null, ...asObject(state) };
  return typeof loginCode === "string" ? loginCode : null;
}
