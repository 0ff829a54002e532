import type { Link } from "#contract/link.ts";
import type { RefreshOutcome } from "#contract/refresh.ts";
import { refusalOf } from "../http/api.ts";
import type { Voice } from "../words/load-words.ts";
import type { Words } from "../words/es.ts";
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
export function sayRefresh(refresh: Refresh, { words, locale }: Voice): Said | null {
  const { isPending, data, error, link, busyUntil } = refresh;
  if (isPending) return { sentence: words.refresh.asking, tone: "calm" };
  if (busyUntil !== null) {
    const time = clockTime(busyUntil, locale);
    return { sentence: words.refresh.wait(link.bank.name, time), tone: "calm" };
  }
  if (error) return { sentence: sayRefusal(refusalOf(error), words), tone: "act" };
  // Once the link is in another state, the answer is old.
  if (data?.link.state !== link.state) return null;
  const dataCame = !link.fetching && data.link.lastAccessedAt !== link.lastAccessedAt;
  return sayResult(dataCame ? { ...data, result: "fresh_already" } : data, words);
}

function sayResult({ result, link }: RefreshOutcome, words: Words): Said | null {
  const { refresh, repair } = words;
  const bank = link.bank.name;
  switch (result) {
    case "started":
      return { sentence: refresh.started, tone: "good" };
    case "fresh_already":
      return { sentence: refresh.freshAlready, tone: "good" };
    case "needs_you":
      return { sentence: refresh.needsYou(bank), tone: "act" };
    case "login_refused":
      return { sentence: refresh.loginRefused(bank), tone: "act" };
    case "bank_trouble":
      return { sentence: repair.stillBroken.bank_down(bank), tone: "calm" };
    case "busy":
      // With a time to wait for, that is said while it lasts.
      return link.busyUntil === null
        ? { sentence: repair.stillBroken.too_many_sessions(bank), tone: "calm" }
        : null;
  }
}

function sayRefusal(code: string, { repair: { failed }, refresh }: Words): string {
  const said: Partial<Record<string, string>> = {
    ...failed,
    belvo_unreachable: refresh.unreachable,
  };
  return said[code] ?? failed.other;
}
