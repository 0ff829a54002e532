import type { TraceEvent } from "#contract/lab.ts";
import { joinClasses } from "../design/join-classes.ts";
import { useI18n, useLaterI18n } from "../i18n/i18n-context.tsx";
import { rawOf } from "./raw-of.ts";
import * as styles from "./raw-line.module.css";

/** What happened as engineers see it, in one line; what was sent and answered unfolds from it. */
export function RawLine({ entry }: { entry: TraceEvent }) {
  const { t } = useLaterI18n("lab");
  const { locale } = useI18n();
  const { verb, object, notes, isWell, contents } = rawOf(entry, t, locale);
  const line = (
    <code className={styles["line"]}>
      <b>{verb}</b> <span>{object}</span>
      {notes.map((note, place) => (
        <span
          key={note}
          className={joinClasses(
            styles["note"],
            place === 0 && (isWell ? styles["well"] : styles["ill"]),
          )}
        >
          {note}
        </span>
      ))}
    </code>
  );
  const shown = contents.filter(({ json }) => json !== null);
  if (shown.length === 0) return <p className={styles["plain"]}>{line}</p>;
  return (
    <details className={styles["raw"]}>
      <summary>{line}</summary>
      {shown.map(({ name, json }) => (
        <div key={name} className={styles["content"]}>
          <p>{name}</p>
          <pre>{JSON.stringify(json, null, 2)}</pre>
        </div>
      ))}
    </details>
  );
}
