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
export type ReadyFrame = MetFrame;

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
  let prepared: Promise<ReadyFrame | null> | null = null;

  return {
    prepare(source) {
      prepared ??= make(source).catch(() => null);
    },
    take(source) {
      const waiting = prepared;
      prepared = null;
      return waiting ? waiting.then((frame) => frame ?? make(source)) : make(source);
    },
  };

  async function make(source: WidgetSource): Promise<ReadyFrame> {
    const frame = await meetAt(originsFor(source.widgetOrigins, window.location.origin));
    return loadScript(frame, source.widgetUrl);
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

  function loadScript(frame: MetFrame, scriptUrl: string): Promise<ReadyFrame> {
    return new Promise((resolve, reject) => {
      const fail = (error: WidgetUnavailableError) => {
        cancel();
        frame.remove();
        reject(error);
      };
      const cancel = after(READY_TIMEOUT_MS, () =>
        fail(new WidgetUnavailableError("widget_unready")),
      );
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
