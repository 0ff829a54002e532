import type { Link } from "#contract/link.ts";
import { aboutBank, typeOfAll } from "../i18n/about-bank.ts";
import type { Translate } from "../i18n/catalogue.ts";
import { formatState } from "../i18n/format-state.ts";

/** Says that links have changed: which one, or how many. */
export function formatChangesIn(t: Translate): (links: readonly Link[]) => string {
  return (links) => {
    const [link] = links;
    if (!link) return "";
    return links.length > 1
      ? t("news.many", { count: links.length, type: typeOfAll(links.map(({ bank }) => bank)) })
      : t("news.one", {
          bank: link.bank.name,
          state: formatState(link.state, aboutBank(link.bank), t),
        });
  };
}
