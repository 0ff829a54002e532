import * as v from "valibot";
import { orNull } from "#contract/formats.ts";
import { parseLocale } from "#contract/locale.ts";
import { Theme, type HostChoices } from "#contract/session.ts";
import type { Tables } from "../store/tables.ts";

export const CHOICE_COLUMNS = ["return_url", "locale", "theme"] as const;

type Columns = Pick<Tables["sessions"], (typeof CHOICE_COLUMNS)[number]>;

/** A word that this version does not know, which another one has written, is none. */
export function choicesOf({ return_url, locale, theme }: Columns): HostChoices {
  return {
    returnUrl: return_url,
    locale: parseLocale(locale ?? undefined),
    theme: v.parse(orNull(Theme), theme),
  };
}

export function columnsOf({ returnUrl, locale, theme }: HostChoices): Columns {
  return { return_url: returnUrl, locale, theme };
}
