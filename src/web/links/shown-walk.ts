import type { QueryClient } from "@tanstack/react-query";
import type { Link } from "#contract/link.ts";
import type { Walk, WalkAnswer } from "#contract/walk.ts";
import { laterOf } from "./late-answers.ts";

/** Under what begins all that is known of links, so that it is asked for anew with them. */
export const walkKey = ["links", "walk"] as const;

/**
 * The walk with what is known of its links since. A repair that Belvo has just confirmed counts at once;
 * what else a change means for a step, the server says.
 */
export function withLinks(walk: Walk, newest: (link: Link) => Link): Walk {
  const steps = walk.steps.map((step) => {
    const link = newest(step.link);
    return link.state === "connected"
      ? { ...step, link, outcome: "repaired" as const }
      : { ...step, link };
  });
  const current = steps.find(({ outcome }) => outcome === "waiting");
  return { ...walk, steps, currentLinkId: current?.link.id ?? null };
}

/** Puts what was just learned of a link into the walk that shows it, and has the walk read again. */
export function putInWalk(client: QueryClient, link: Link): void {
  const data = client.getQueryData<WalkAnswer>(walkKey);
  if (!data?.walk) return;
  const newest = (known: Link) => (known.id === link.id ? laterOf(known, link) : known);
  client.setQueryData<WalkAnswer>(walkKey, { walk: withLinks(data.walk, newest) });
  void client.invalidateQueries({ queryKey: walkKey });
}
