import type { LinkState } from "#contract/link.ts";
import type { AboutBank } from "./about-bank.ts";
import type { Say } from "./catalogue.ts";

/** Names a link's state, in one or two words. */
export function sayState(state: LinkState, about: AboutBank, say: Say): string {
  switch (state) {
    case "password_needed":
      return say("state.password_needed", about);
    case "bank_trouble":
      return say("state.bank_trouble", about);
    case "connected":
    case "code_needed":
    case "unfinished":
    case "elsewhere":
    case "unsure":
    case "checking":
      return say(`state.${state}`);
  }
}
