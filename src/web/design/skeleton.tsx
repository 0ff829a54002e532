import styles from "./skeleton.module.css";

/** What is to come is higher or lower than its outline: the page's foot waits out of sight. */
function hideWhatIsBelow(outline: HTMLElement | null): (() => void) | undefined {
  const main = outline?.closest("main");
  if (!main) return undefined;
  main.dataset["outline"] = "";
  return () => delete main.dataset["outline"];
}

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
