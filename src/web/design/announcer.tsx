import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import * as styles from "./visually-hidden.module.css";

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

/**
 * Holds the page's one live region. It stands in the document from the first paint, since a region
 * that appears together with its text is not read out.
 */
export function Announcer({ children }: { children: ReactNode }) {
  const [sentence, announce] = useState("");
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" className={styles["visuallyHidden"]}>
        {sentence}
      </div>
    </AnnounceContext>
  );
}

/** Says a sentence to people who listen to the page. The same sentence twice is said once. */
export function useAnnounce(): (sentence: string) => void {
  return useContext(AnnounceContext);
}

/** Says a sentence that the page shows, for as long as it shows it; `null` for none. */
export function useAnnounced(sentence: string | null): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (sentence === null) return undefined;
    announce(sentence);
    return () => announce("");
  }, [announce, sentence]);
}
