import type { Bank } from "#contract/link.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./link-card.module.css";

/** Where nearly all links are: to name the country there would tell nobody anything. */
const USUAL_COUNTRIES: readonly string[] = ["MX", "CO", "BR"];

/** What an institution is that is no bank, and where one is that is not where the others are. */
export function BankKind({ bank: { type, country } }: { bank: Bank }) {
  const { t, locale } = useI18n();
  const isUsual = country === null || USUAL_COUNTRIES.includes(country);
  if (type === "bank" && isUsual) return null;
  const parts = [t("links.kind", { type }), isUsual ? null : countryName(country, locale)];
  return <p className={styles["when"]}>{parts.filter((part) => part !== null).join(" · ")}</p>;
}

/** @returns `null` for a code that no country has. */
function countryName(code: string, locale: string): string | null {
  return new Intl.DisplayNames([locale], { type: "region", fallback: "none" }).of(code) ?? null;
}
