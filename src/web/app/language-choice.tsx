import { useId, useState } from "react";
import { uiLocales, type UiLocale } from "../i18n/ui-locales.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { waitFor } from "../loading/waits.ts";
import * as styles from "./language-choice.module.css";

/** Lets a person read the page in another language than their browser's. */
export function LanguageChoice() {
  const { t, uiLocale, choose } = useI18n();
  const [hasFailed, setFailed] = useState(false);
  // What was chosen and has not come yet.
  const [pending, setPending] = useState<UiLocale | null>(null);
  const id = useId();
  return (
    <div className={styles["choice"]}>
      <label htmlFor={id}>{t("page.language")}</label>
      <select
        id={id}
        value={pending ?? uiLocale}
        onChange={({ target }) => {
          const [chosen] = uiLocales.find(([each]) => each === target.value) ?? [];
          if (!chosen) return;
          setFailed(false);
          setPending(chosen);
          waitFor(choose(chosen))
            .catch(() => setFailed(true))
            .finally(() => setPending((now) => (now === chosen ? null : now)));
        }}
      >
        {uiLocales.map(([each, name]) => (
          <option key={each} value={each} lang={each}>
            {name}
          </option>
        ))}
      </select>
      {hasFailed && <p role="alert">{t("page.languageFailed")}</p>}
    </div>
  );
}
