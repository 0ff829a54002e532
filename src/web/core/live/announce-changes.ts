import type { Link } from "#contract/link.ts";
import type { ConnectTools } from "./connect-live.ts";

/** Changes that come together are said together, once there has been none for this long. */
const QUIET_MS = 1_000;
/** Nobody waits longer than this for the first of them, twice as long for more of them, and so on. */
const LONGEST_MS = 5_000;

export interface AnnounceTools extends Pick<ConnectTools, "after"> {
  /** Says in the person's language that these have changed; there is at least one. */
  describe: (links: readonly Link[]) => string;
  announce: (sentence: string) => void;
  /** False in a tab that nobody looks at: the visible one says it. */
  isVisible: () => boolean;
  /** True of a link that the person is busy with in this tab: the answer is said there. */
  isAnswered: (linkId: string) => boolean;
}

/** @returns What says, once and in words, that a link has changed. */
export function announceChanges(tools: AnnounceTools): (link: Link) => void {
  const { after, describe, announce, isVisible, isAnswered } = tools;
  const gathered = new Map<string, Link>();
  let stopQuiet: () => void = () => undefined;
  let stopLongest: () => void = () => undefined;
  let longest = LONGEST_MS;

  const tell = () => {
    stopQuiet();
    stopLongest();
    const links = [...gathered.values()];
    gathered.clear();
    if (links.length > 0) announce(describe(links));
  };
  return (link) => {
    if (!isVisible() || isAnswered(link.id)) return;
    if (gathered.size === 0) {
      // The same sentence as last time is not said again, unless the region was empty in between.
      announce("");
      stopLongest = after(longest, () => {
        longest *= 2;
        tell();
      });
    }
    stopQuiet();
    stopQuiet = after(QUIET_MS, () => {
      longest = LONGEST_MS;
      tell();
    });
    gathered.set(link.id, link);
  };
}
