import { hideWhatIsBelow } from "./hide-what-is-below.ts";
import * as styles from "./skeleton.module.css";

/** The outline of a list that is on its way, for the eye only: the words above it say so. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  return (
    <ul ref={hideWhatIsBelow} className={styles["list"]} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <li key={row} className={styles["row"]}>
          <span className={styles["mark"]} />
          <span className={styles["line"]} />
          <span className={styles["short"]} />
        </li>
      ))}
    </ul>
  );
}
