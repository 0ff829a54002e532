import { useLayoutEffect } from "react";
import type { HostChoices } from "#contract/session.ts";
import { useI18n } from "../i18n/i18n-context.tsx";

/**
 * Shows the page in the language and the theme that the host asked for.
 *
 * @param choices `null` for nobody's, `undefined` while nobody knows.
 */
export function useHostChoices(
  choices: Pick<HostChoices, "locale" | "theme"> | null | undefined,
): void {
  const { suggest } = useI18n();
  const { locale, theme = "" } = choices ?? {};
  const isKnown = choices !== undefined;
  useLayoutEffect(() => {
    if (!isKnown) return;
    // Of an empty one the styles know nothing: the device decides.
    document.documentElement.dataset["theme"] = theme ?? "";
    if (locale) void suggest(locale);
  }, [isKnown, locale, suggest, theme]);
}
