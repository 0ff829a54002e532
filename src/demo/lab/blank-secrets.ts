import * as v from "valibot";
import { Json } from "#contract/lab.ts";

const BLANK = "•••";
const MOST_ITEMS = 3;
const MOST_SIGNS = 300;
const DEEPEST = 8;

const SECRET_NAME =
  /^(access|refresh|session)$|token|password|secret|username|authorization|credentials?$/i;
/** A JWT, wherever it stands. */
const JWT = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;

/** Reads JSON for people to look at: without secrets, and not all of it. `null` for what is none. */
export function presentable(text: string): { isJson: boolean; json: Json } {
  try {
    return { isJson: true, json: shorten(v.parse(Json, JSON.parse(text)), DEEPEST) };
  } catch {
    return { isJson: false, json: null };
  }
}

/** A query has the same names as a body. */
export function presentablePath(address: string): string {
  const { pathname, searchParams } = new URL(address);
  const pairs = [...searchParams].map(
    ([name, value]) => `${name}=${SECRET_NAME.test(name) ? BLANK : value}`,
  );
  return shortText(pairs.length === 0 ? pathname : `${pathname}?${pairs.join("&")}`);
}

function shorten(value: Json, levels: number): Json {
  if (typeof value === "string") return shortText(value);
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return "…";
  if (Array.isArray(value)) {
    const shown = value.slice(0, MOST_ITEMS).map((each) => shorten(each, levels - 1));
    const more = value.length - shown.length;
    return more > 0 ? [...shown, `… +${more}`] : shown;
  }
  // Beside its password, an id is the other half of Belvo's keys.
  const isKeys = "password" in value;
  const members = Object.entries(value).map(([name, each]): [string, Json] => {
    const isSecret = SECRET_NAME.test(name) || (isKeys && name === "id");
    return [name, isSecret && each !== null ? BLANK : shorten(each, levels - 1)];
  });
  return Object.fromEntries(members);
}

function shortText(text: string): string {
  const blanked = text.replace(JWT, BLANK);
  return blanked.length > MOST_SIGNS ? `${blanked.slice(0, MOST_SIGNS)}…` : blanked;
}
