import { useState, useSyncExternalStore } from "react";
import type { Link } from "#contract/link.ts";
import { extraPart } from "../loading/extra-part.tsx";
import * as styles from "./handoff-offer.module.css";

const Handoff = extraPart(async () => (await import("./handoff.tsx")).Handoff);

/** A screen that nobody holds in their hand; the styles say the same. */
const DESKTOP = "(hover: hover) and (pointer: fine) and (min-width: 48rem)";

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(DESKTOP);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/**
 * On a desktop, offers to go on with a link on the phone, where the bank's code comes. Its place is there
 * before it is, and a code that is shown outlives a window that is narrow for a while.
 */
export function HandoffOffer({ link }: { link: Link }) {
  const isDesktop = useSyncExternalStore(subscribe, () => window.matchMedia(DESKTOP).matches);
  const [wasDesktop, setWasDesktop] = useState(isDesktop);
  if (isDesktop && !wasDesktop) setWasDesktop(true);
  return <div className={styles["offer"]}>{wasDesktop && <Handoff link={link} />}</div>;
}
