import * as z from "zod/mini";
import { liveEvents } from "#contract/live.ts";
import { keepStream, type StreamTools } from "./keep-stream.ts";

/** What the tabs of a browser say to each other. They may be of different versions. */
const TabWord = z.discriminatedUnion("kind", [
  /** A tab that is new, or that somebody looks at again, asks whether news come. */
  z.object({ kind: z.literal("hello") }),
  z.object({ kind: z.literal("told"), isTold: z.boolean() }),
  z.object({ kind: z.literal("news"), type: z.string(), data: z.string() }),
]);
type TabWord = z.infer<typeof TabWord>;

/** How long the tab that has the stream may take to answer: one that the browser froze never does. */
const ANSWER_MS = 10_000;

/** The browser's `BroadcastChannel`, as far as it is used. */
interface Channel {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: TabWord): void;
  close(): void;
}

interface SharingTools extends Pick<StreamTools, "open" | "after" | "random"> {
  /** Does `work` once this tab has the lock that all tabs of one person wait for, and for as long. */
  holdLock: (work: () => Promise<void>) => Promise<unknown>;
  channel: Channel;
  /** Whether this tab is told of changes, by whichever tab. */
  setTold: (isTold: boolean) => void;
  heard: (type: string, data: string) => void;
  /** Ends it all. */
  signal: AbortSignal;
}

/**
 * Lets all tabs of a browser hear the server by one stream, since browsers keep few connections to a
 * server. The tab that holds the lock has the stream and passes on what it hears; when it goes, the
 * browser gives the lock to the next.
 *
 * @returns What asks at once whether news come, for when somebody looks at the tab again.
 */
export function shareStream(tools: SharingTools): () => void {
  const { holdLock, channel, signal } = tools;
  const tab = createTab(tools);
  let stream: ReturnType<typeof keepStream> | null = null;

  channel.onmessage = ({ data }) => {
    const word = TabWord.safeParse(data).data;
    if (word?.kind === "hello" && stream) {
      stream.wake();
      channel.postMessage({ kind: "told", isTold: tab.isTold() });
    }
    if (word?.kind === "news") tab.hear(word.type, word.data);
    if (word?.kind === "told") {
      // What was told before this tab listened is read instead.
      if (word.isTold && !tab.isTold()) tab.hear(liveEvents.reset, "");
      tab.told(word.isTold);
    }
  };
  const lead = () =>
    new Promise<void>((giveBack) => {
      const mine = keepSharedStream(tools, tab);
      stream = mine;
      signal.addEventListener("abort", () => {
        mine.close();
        giveBack();
      });
    });

  tab.ask();
  // Refused where storage is turned off: this tab then asks by itself.
  holdLock(lead).catch(() => undefined);
  signal.addEventListener("abort", () => channel.close());
  return () => {
    if (stream) stream.wake();
    else tab.ask();
  };
}

/** What one tab knows of the stream, whichever tab has it. */
function createTab({ channel, after, setTold, heard }: SharingTools) {
  let isTold = false;
  let callOff: () => void = () => undefined;

  const told = (now: boolean) => {
    callOff();
    if (now === isTold) return;
    isTold = now;
    setTold(now);
  };
  return {
    isTold: () => isTold,
    told,
    hear: (type: string, data: string) => {
      told(true);
      heard(type, data);
    },
    ask: () => {
      callOff();
      callOff = after(ANSWER_MS, () => told(false));
      channel.postMessage({ kind: "hello" });
    },
    /** No answer is waited for any more. */
    rely: () => callOff(),
  };
}

function keepSharedStream(
  { open, after, random, channel }: SharingTools,
  tab: ReturnType<typeof createTab>,
) {
  tab.rely();
  return keepStream({
    open,
    after,
    random,
    heard: (type, data) => {
      const text = String(data);
      channel.postMessage({ kind: "news", type, data: text });
      tab.hear(type, text);
    },
    lost: () => {
      channel.postMessage({ kind: "told", isTold: false });
      tab.told(false);
    },
  });
}
