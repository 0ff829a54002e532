import type { Link } from "#contract/link.ts";
import type { RefreshOutcome } from "#contract/refresh.ts";
import { refusalOf } from "../core/http/api.ts";
import type { LaterI18n } from "../i18n/i18n-context.tsx";
import { aboutBank, type AboutBank } from "../i18n/about-bank.ts";
import type { LaterTranslate } from "../i18n/catalogue.ts";
import { formatBankFailure } from "../i18n/format-bank-failure.ts";
import { clockTime } from "../i18n/format-time.ts";

interface Refresh {
  isPending: boolean;
  data: (RefreshOutcome & { answeredAt: number }) | undefined;
  /** `null` while nothing has gone wrong. */
  error: unknown;
  link: Link;
  /** While the bank takes no new login. */
  busyUntil: string | null;
  /** Milliseconds since 1970, as `answeredAt` is. */
  now: number;
}

/** So long Belvo fetches nothing new. Source: Belvo, `409 link_refreshed`. */
const FRESH_FOR_MS = 10 * 60_000;

interface Said {
  sentence: string;
  tone: "success" | "warning" | "info";
}

/** What there is to say of a person's wish for fresh data; `null` when there is nothing. */
export function formatRefresh(refresh: Refresh, { t, locale }: LaterI18n<"pages">): Said | null {
  const { isPending, data, error, link, busyUntil, now } = refresh;
  if (isPending) return { sentence: t("refresh.asking"), tone: "info" };
  if (busyUntil !== null) {
    const time = clockTime(busyUntil, locale);
    return { sentence: t("refresh.wait", { bank: link.bank.name, time }), tone: "info" };
  }
  if (error)
    return { sentence: formatRefusal(refusalOf(error), aboutBank(link.bank), t), tone: "warning" };
  // Once the link is in another state, the answer is old.
  if (data?.link.state !== link.state) return null;
  const dataCame = !link.fetching && data.link.lastAccessedAt !== link.lastAccessedAt;
  if (data.result !== "fresh_already" && !dataCame) return formatResult(data, t);
  // What was new then is not the newest for long.
  if (now - data.answeredAt > FRESH_FOR_MS) return null;
  return dataCame ? { sentence: t("refresh.came"), tone: "success" } : formatResult(data, t);
}

function formatResult({ result, link }: RefreshOutcome, t: LaterTranslate["pages"]): Said | null {
  const bank = link.bank.name;
  switch (result) {
    case "started":
      return { sentence: t("refresh.started"), tone: "success" };
    case "fresh_already":
      return { sentence: t("refresh.freshAlready"), tone: "success" };
    case "needs_you":
      return { sentence: t("refresh.needsYou", { bank }), tone: "warning" };
    case "login_refused":
      return { sentence: t("refresh.loginRefused", aboutBank(link.bank)), tone: "warning" };
    case "bank_trouble":
      return { sentence: t("repair.stillBroken.bank_down", { bank }), tone: "info" };
    case "busy":
      // With a time to wait for, that is said while it lasts.
      return link.busyUntil === null
        ? { sentence: t("repair.stillBroken.too_many_sessions", { bank }), tone: "info" }
        : null;
  }
}

function formatRefusal(code: string, about: AboutBank, t: LaterTranslate["pages"]): string {
  return code === "belvo_unreachable"
    ? t("refresh.unreachable")
    : formatBankFailure(code, about, t);
}
