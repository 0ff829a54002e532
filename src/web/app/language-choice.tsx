import { useId, useState } from "react";
import { dialects } from "../words/load-voice.ts";
import { useVoice } from "../words/voice-context.tsx";
import styles from "./language-choice.module.css";

/** Lets a person read the page in another language than their browser's. */
export function LanguageChoice() {
  const { say, dialect, choose } = useVoice();
  const [hasFailed, setFailed] = useState(false);
  const id = useId();
  return (
    <div className={styles["choice"]}>
      <label htmlFor={id}>{say("page.language")}</label>
      <select
        id={id}
        value={dialect}
        onChange={({ target }) => {
          const chosen = dialects.find(([each]) => each === target.value);
          if (!chosen) return;
          setFailed(false);
          choose(chosen[0]).catch(() => setFailed(true));
        }}
      >
        {dialects.map(([each, name]) => (
          <option key={each} value={each} lang={each}>
            {name}
          </option>
        ))}
      </select>
      {hasFailed && <p role="alert">{say("page.languageFailed")}</p>}
    </div>
  );
}
