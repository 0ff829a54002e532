import { meetFrame, type Meeting, type MetFrame } from "./meet-frame.ts";
import { createTimeLimit, type TimeLimit } from "./time-limit.ts";
import { WidgetUnavailableError, type WidgetFailure } from "./widget-failure.ts";

/** How long all of it may take, from the press on: the document, and Belvo's script in it. */
const READY_TIMEOUT_MS = 20_000;

/** Where Belvo's script is, and which origins have a document to run it in; see the session. */
export interface WidgetSource {
  widgetUrl: string;
  widgetOrigins: readonly string[];
}

/** A document in which Belvo's script is ready to open one widget. */
export type ReadyFrame = Pick<MetFrame, "show" | "tell" | "listen" | "remove">;

interface Prepared {
  frame: Promise<MetFrame>;
  limit: TimeLimit;
  /** Aborted once somebody has asked for it. */
  asked: AbortController;
  hasFailed: boolean;
}

export interface WidgetFrames {
  /** Has a frame made ready for the next opening, unless there is one. */
  prepare: (source: WidgetSource) => void;
  /**
   * Gives a frame of one's own: the one that was prepared, or a new one where that fails.
   *
   * @param signal Aborted once it is wanted no more.
   * @throws {WidgetUnavailableError}
   */
  take: (source: WidgetSource, signal: AbortSignal) => Promise<ReadyFrame>;
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
      const limit = newLimit();
      const asked = new AbortController();
      const begun = { frame: make(source, limit, asked.signal), limit, asked, hasFailed: false };
      // Nobody has asked for it: what fails is made anew at the press.
      begun.frame.then(limit.end, () => {
        begun.hasFailed = true;
        if (!asked.signal.aborted) limit.end();
      });
      prepared = begun;
    },
    take(source, signal) {
      const makeAnew = (limit = newLimit()) => {
        signal.addEventListener("abort", limit.cut);
        const frame = make(source, limit);
        frame.then(limit.end, limit.end);
        return frame;
      };
      const begun = prepared;
      prepared = null;
      if (!begun || begun.hasFailed) return makeAnew();
      begun.asked.abort();
      begun.limit.restart();
      signal.addEventListener("abort", begun.limit.cut);
      return begun.frame.then(
        (frame) => (frame.isThere() ? frame : makeAnew()),
        (error: unknown) => {
          if (begun.limit.signal.aborted) throw error;
          // It was begun before the press, maybe without internet: a new one may come, in the same time.
          return makeAnew(begun.limit);
        },
      );
    },
  };

  function newLimit(): TimeLimit {
    return createTimeLimit(READY_TIMEOUT_MS, after);
  }

  /** @param unasked Until it is aborted nobody has asked for the frame, and it may not have the focus. */
  async function make(
    source: WidgetSource,
    limit: TimeLimit,
    unasked?: AbortSignal,
  ): Promise<MetFrame> {
    const origins = originsFor(source.widgetOrigins, window.location.origin);
    const frame = await meetAt(origins, limit.signal);
    return loadScript(frame, source.widgetUrl, { limit: limit.signal, unasked });
  }

  async function meetAt(origins: readonly string[], signal: AbortSignal): Promise<MetFrame> {
    const [first = window.location.origin, ...others] = origins.filter((each) => !silent.has(each));
    try {
      return await meetFrame(first, meeting, signal);
    } catch (error) {
      if (others.length === 0 || signal.aborted) throw error;
      silent.add(first);
      return meetAt(others, signal);
    }
  }

  function loadScript(
    frame: MetFrame,
    scriptUrl: string,
    { limit, unasked }: { limit: AbortSignal; unasked: AbortSignal | undefined },
  ): Promise<MetFrame> {
    return new Promise((resolve, reject) => {
      const fail = (reason: WidgetFailure) => {
        frame.remove();
        reject(new WidgetUnavailableError(reason));
      };
      const failUnready = () => fail("widget_unready");
      limit.addEventListener("abort", failUnready);
      if (unasked) frame.keepFocus({ signal: unasked, onTaken: failUnready });
      frame.listen((message) => {
        if (message.type === "failed") fail(message.reason);
        if (message.type === "ready") resolve(frame);
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
