import { meetFrame, type Meeting, type MetFrame } from "./meet-frame.ts";
import { WidgetUnavailableError } from "./widget-failure.ts";

/** How long Belvo's script may take to get ready. */
const READY_TIMEOUT_MS = 20_000;

/** Where Belvo's script is, and which origins have a document to run it in; see the session. */
export interface WidgetSource {
  widgetUrl: string;
  widgetOrigins: readonly string[];
}

/** A document in which Belvo's script is ready to open one widget. */
export type ReadyFrame = Pick<MetFrame, "show" | "tell" | "listen" | "remove">;

interface Prepared {
  /** `null` where it came to nothing. */
  frame: Promise<MetFrame | null>;
  /** Aborted once somebody has asked for it. */
  asked: AbortController;
}

export interface WidgetFrames {
  /** Has a frame made ready for the next opening, unless there is one. */
  prepare: (source: WidgetSource) => void;
  /**
   * Gives a frame of one's own: the one that was prepared, or a new one where that failed.
   *
   * @throws {WidgetUnavailableError}
   */
  take: (source: WidgetSource) => Promise<ReadyFrame>;
}

/** Makes widget frames, one an opening: what Belvo's script leaves behind goes with its document. */
export function createWidgetFrames(meeting: Meeting): WidgetFrames {
  const { after, window } = meeting;
  /** Origins whose frame did not answer, which other people's may do. */
  const silent = new Set<string>();
  let prepared: Prepared | null = null;

  return {
    prepare(source) {
      if (prepared) return;
      const asked = new AbortController();
      prepared = { asked, frame: make(source, asked.signal).catch(() => null) };
    },
    take(source) {
      const waiting = prepared;
      prepared = null;
      if (!waiting) return make(source);
      waiting.asked.abort();
      return waiting.frame.then((frame) => (frame?.isThere() ? frame : make(source)));
    },
  };

  /** @param unasked Until it is aborted nobody has asked for the frame, and it may not have the focus. */
  async function make(source: WidgetSource, unasked?: AbortSignal): Promise<MetFrame> {
    const frame = await meetAt(originsFor(source.widgetOrigins, window.location.origin));
    return loadScript(frame, source.widgetUrl, unasked);
  }

  async function meetAt(origins: readonly string[]): Promise<MetFrame> {
    const [first = window.location.origin, ...others] = origins.filter((each) => !silent.has(each));
    try {
      return await meetFrame(first, meeting);
    } catch (error) {
      if (others.length === 0) throw error;
      silent.add(first);
      return meetAt(others);
    }
  }

  function loadScript(
    frame: MetFrame,
    scriptUrl: string,
    unasked?: AbortSignal,
  ): Promise<MetFrame> {
    return new Promise((resolve, reject) => {
      const fail = (error: WidgetUnavailableError) => {
        cancel();
        frame.remove();
        reject(error);
      };
      const cancel = after(READY_TIMEOUT_MS, () =>
        fail(new WidgetUnavailableError("widget_unready")),
      );
      if (unasked) {
        const onTaken = () => fail(new WidgetUnavailableError("widget_unready"));
        frame.keepFocus({ signal: unasked, onTaken });
      }
      frame.listen((message) => {
        if (message.type === "failed") fail(new WidgetUnavailableError(message.reason));
        if (message.type !== "ready") return;
        cancel();
        resolve(frame);
      });
      frame.tell({ type: "load", scriptUrl });
    });
  }
}

/**
 * Origins to try, in this order: others than the page's own, since between those nothing is shared; and
 * the own one, where it is among them or where there are none.
 */
export function originsFor(widgetOrigins: readonly string[], own: string): string[] {
  const others = widgetOrigins.filter((each) => each !== own);
  return others.length === widgetOrigins.length && others.length > 0 ? others : [...others, own];
}
