import type { LinkState } from "#contract/link.ts";
import type { AboutBank } from "../i18n/about-bank.ts";
import type { LaterTranslate } from "../i18n/catalogue.ts";

/** What happened when a link came into a state. */
export function formatStateEvent(
  state: LinkState,
  about: AboutBank,
  t: LaterTranslate["pages"],
): string {
  switch (state) {
    case "password_needed":
      return t("link.entries.password_needed", about);
    case "connected":
    case "code_needed":
    case "elsewhere":
    case "bank_trouble":
      return t(`link.entries.${state}`, about);
    case "unfinished":
    case "unsure":
    case "checking":
      return t(`link.entries.${state}`);
  }
}
