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
    showTheme(theme ?? "");
    if (locale) void suggest(locale);
  }, [isKnown, locale, suggest, theme]);
}

/** @param theme Of an empty one the styles know nothing: the device decides. */
function showTheme(theme: string): void {
  document.documentElement.dataset["theme"] = theme;
  // What the browser draws around the page goes with it.
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.dataset["theme"];
    const isOn = own === theme ? "all" : "not all";
    meta.media = theme ? isOn : `(prefers-color-scheme: ${own})`;
  }
}
