import type { BelvoSdk } from "./belvo-sdk.ts";
import type { FrameFailure } from "./frame-messages.ts";

/** Belvo's script, or the module that it loads, did not arrive. */
export class ScriptMissingError extends Error {
  override readonly name = "ScriptMissingError";
  readonly reason: Extract<FrameFailure, "widget_blocked" | "widget_no_module">;

  constructor(reason: ScriptMissingError["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

interface Surroundings {
  document: Document;
  window: Window;
  /** Calls back again and again, every so many milliseconds; returns what ends that. */
  every: (ms: number, callback: () => void) => () => void;
}

const LOOK_EVERY_MS = 50;

/**
 * Loads Belvo's script into this document, and waits for its SDK in whichever form it comes.
 *
 * Belvo documents that `createWidget` can be called once the tag has loaded. A copy of what its address
 * serves puts a stub there at that moment, which queues; a module then puts the SDK in the stub's place
 * and fires `belvoReady`. Whichever sign of being ready comes first is taken: the event, on document or
 * window; another object than at the tag's load; an object while no module is on its way.
 *
 * Tags are left where they are: without its module's tag, the script would put the stub back.
 *
 * @returns Never, where no sign comes: how long to wait is for the caller to say.
 * @throws {ScriptMissingError}
 */
export function loadBelvoSdk(src: string, around: Surroundings): Promise<BelvoSdk> {
  const { document, window, every } = around;
  if (window.belvoSDK) return Promise.resolve(window.belvoSDK);

  return new Promise((resolve, reject) => {
    const end = new AbortController();
    const onTheWay = { signal: end.signal, capture: true };
    const ours = new Set<EventTarget>(document.scripts);
    const done = new Set<EventTarget>();
    const tag = document.createElement("script");
    let isAnnounced = false;
    let atLoad: BelvoSdk | undefined;

    // Of the SDK's own origin: what else the script loads, its SDK does not wait for.
    const isVendorModule = (script: EventTarget | null) =>
      script instanceof HTMLScriptElement &&
      script.type === "module" &&
      !ours.has(script) &&
      script.src.startsWith(`${new URL(src).origin}/`);
    const look = () => {
      const { belvoSDK: sdk } = window;
      if (!sdk || end.signal.aborted) return;
      const isHere = done.has(tag);
      const isAwaited = [...document.scripts].some(
        (each) => isVendorModule(each) && !done.has(each),
      );
      if (!isAnnounced && !(isHere && (sdk !== atLoad || !isAwaited))) return;
      end.abort();
      resolve(sdk);
    };
    const onReady = () => {
      isAnnounced = true;
      // The script may put its SDK in place right after the event.
      queueMicrotask(look);
    };
    window.addEventListener("belvoReady", onReady, onTheWay);
    // What bubbles nowhere, as an event on the document does by itself, passes the window on its way.
    document.addEventListener(
      "load",
      ({ target }) => {
        if (!target || (target !== tag && !isVendorModule(target))) return;
        done.add(target);
        if (target === tag) atLoad = window.belvoSDK;
        look();
      },
      onTheWay,
    );
    document.addEventListener(
      "error",
      ({ target }) => {
        if (target !== tag && !isVendorModule(target)) return;
        end.abort();
        reject(new ScriptMissingError(target === tag ? "widget_blocked" : "widget_no_module"));
      },
      onTheWay,
    );
    end.signal.addEventListener("abort", every(LOOK_EVERY_MS, look));

    tag.src = src;
    tag.async = true;
    document.head.append(tag);
  });
}
