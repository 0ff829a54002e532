import type { Link } from "#contract/link.ts";
import type { Words } from "../words/es.ts";
import type { StreamTools } from "./keep-stream.ts";

/** News that come together are said together. */
const GATHER_MS = 1_000;

export interface AnnounceTools extends Pick<StreamTools, "after"> {
  words: Words;
  announce: (sentence: string) => void;
  /** False in a tab that nobody looks at: the visible one says it. */
  isVisible: () => boolean;
  /** True of a link whose repair runs in this tab: its answer is said there. */
  isInRepair: (linkId: string) => boolean;
}

/** @returns What says, once and in words, that a link has changed. */
export function announceChanges(tools: AnnounceTools): (link: Link) => void {
  const { after, words, announce, isVisible, isInRepair } = tools;
  const gathered = new Map<string, Link>();

  const say = () => {
    const [link] = gathered.values();
    const count = gathered.size;
    gathered.clear();
    if (!link) return;
    announce(
      count > 1 ? words.news.many(count) : words.news.one(link.bank.name, words.state[link.state]),
    );
  };
  return (link) => {
    if (!isVisible() || isInRepair(link.id)) return;
    if (gathered.size === 0) {
      // The same sentence as last time is not said again, unless the region was empty in between.
      announce("");
      after(GATHER_MS, say);
    }
    gathered.set(link.id, link);
  };
}
