import { useContext } from "react";
import { atTime } from "../i18n/format-time.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./link-card.module.css";
import { NamesakesContext, type Named } from "./namesakes.ts";

/** The id of the element that tells a connection from others of its name, where there is one. */
export const addedOnId = (linkId: string): string => `added-${linkId}`;

interface AddedOnProps {
  link: Named;
  /** Only once on a page. */
  id?: string;
}

/**
 * When a connection was made, which people remember better than what the bank calls it; nothing where
 * its name tells enough. With the time, since two may be of one day.
 */
export function AddedOn({ link: { bank, connectedAt }, id }: AddedOnProps) {
  const { t, locale } = useI18n();
  const namesakes = useContext(NamesakesContext);
  if (connectedAt === null || namesakes?.has(bank.name) === false) return null;
  return (
    <span id={id} className={styles["added"]}>
      {t("links.added", { day: atTime(connectedAt, locale) })}
    </span>
  );
}
