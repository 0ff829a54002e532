import type { LinkState } from "#contract/link.ts";
import type { AboutBank } from "./about-bank.ts";
import type { Translate } from "./catalogue.ts";

/** Names a link's state, in one or two words. */
export function formatState(state: LinkState, about: AboutBank, t: Translate): string {
  switch (state) {
    case "password_needed":
      return t("state.password_needed", about);
    case "bank_trouble":
      return t("state.bank_trouble", about);
    case "connected":
    case "code_needed":
    case "unfinished":
    case "elsewhere":
    case "unsure":
    case "checking":
      return t(`state.${state}`);
  }
}
