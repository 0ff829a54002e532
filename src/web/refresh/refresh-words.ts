import type { Link } from "#contract/link.ts";
import type { RefreshOutcome } from "#contract/refresh.ts";
import { refusalOf } from "../http/api.ts";
import type { Voice } from "../words/load-voice.ts";
import { aboutBank, type AboutBank } from "../words/about-bank.ts";
import type { Say } from "../words/catalogue.ts";
import { sayFailure } from "../words/say-failure.ts";
import { clockTime } from "../words/time-words.ts";

interface Refresh {
  isPending: boolean;
  data: RefreshOutcome | undefined;
  /** `null` while nothing has gone wrong. */
  error: unknown;
  link: Link;
  /** While the bank takes no new login. */
  busyUntil: string | null;
}

interface Said {
  sentence: string;
  tone: "good" | "act" | "calm";
}

/** What there is to say of a person's wish for fresh data; `null` when there is nothing. */
export function sayRefresh(refresh: Refresh, { say, locale }: Voice): Said | null {
  const { isPending, data, error, link, busyUntil } = refresh;
  if (isPending) return { sentence: say("refresh.asking"), tone: "calm" };
  if (busyUntil !== null) {
    const time = clockTime(busyUntil, locale);
    return { sentence: say("refresh.wait", { bank: link.bank.name, time }), tone: "calm" };
  }
  if (error)
    return { sentence: sayRefusal(refusalOf(error), aboutBank(link.bank), say), tone: "act" };
  // Once the link is in another state, the answer is old.
  if (data?.link.state !== link.state) return null;
  const dataCame = !link.fetching && data.link.lastAccessedAt !== link.lastAccessedAt;
  return sayResult(dataCame ? { ...data, result: "fresh_already" } : data, say);
}

function sayResult({ result, link }: RefreshOutcome, say: Say): Said | null {
  const bank = link.bank.name;
  switch (result) {
    case "started":
      return { sentence: say("refresh.started"), tone: "good" };
    case "fresh_already":
      return { sentence: say("refresh.freshAlready"), tone: "good" };
    case "needs_you":
      return { sentence: say("refresh.needsYou", { bank }), tone: "act" };
    case "login_refused":
      return { sentence: say("refresh.loginRefused", aboutBank(link.bank)), tone: "act" };
    case "bank_trouble":
      return { sentence: say("repair.stillBroken.bank_down", { bank }), tone: "calm" };
    case "busy":
      // With a time to wait for, that is said while it lasts.
      return link.busyUntil === null
        ? { sentence: say("repair.stillBroken.too_many_sessions", { bank }), tone: "calm" }
        : null;
  }
}

function sayRefusal(code: string, about: AboutBank, say: Say): string {
  return code === "belvo_unreachable" ? say("refresh.unreachable") : sayFailure(code, about, say);
}
