import { useSyncExternalStore } from "react";
import type { Link } from "#contract/link.ts";
import { extraPart } from "../loading/extra-part.tsx";

const Handoff = extraPart(async () => (await import("./handoff.tsx")).Handoff);

/** A screen that nobody holds in their hand. */
const DESKTOP = "(hover: hover) and (pointer: fine) and (min-width: 48rem)";

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(DESKTOP);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** On a desktop, offers to go on with a link on the phone, where the bank's code comes. */
export function HandoffOffer({ link }: { link: Link }) {
  const isDesktop = useSyncExternalStore(subscribe, () => window.matchMedia(DESKTOP).matches);
  return isDesktop && <Handoff link={link} />;
}
