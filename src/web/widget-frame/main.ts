import type { BelvoSdk } from "./belvo-sdk.ts";
import { isWelcome, readToFrame, type FromFrame, type Hello } from "./frame-messages.ts";
import { loadBelvoSdk, ScriptMissingError } from "./load-belvo-sdk.ts";
import { openWidget } from "./open-widget.ts";
import { watchPolicy } from "./watch-policy.ts";
import "./widget-frame.css";

/*
 * The document that runs Belvo's script, and nothing of ours that is worth anything: no session, no
 * list. It opens one widget, and is thrown away by the page.
 */

const invitation = new URLSearchParams(window.location.hash.slice(1));
const nonce = invitation.get("nonce") ?? "";
const page = invitation.get("page") ?? "";
// Belvo's script has no business with it.
window.history.replaceState(null, "", window.location.pathname);

window.addEventListener("message", welcome);
const hello: Hello = { relink: "widget-frame", nonce };
if (window.parent !== window && page !== "") window.parent.postMessage(hello, page);

function welcome({ data, origin, ports, source }: MessageEvent<unknown>): void {
  const [port] = ports;
  if (source !== window.parent || origin !== page || !isWelcome(data, nonce) || !port) return;
  window.removeEventListener("message", welcome);
  serve(port);
}

function serve(port: MessagePort): void {
  const tell = (message: FromFrame) => port.postMessage(message);
  let sdk: BelvoSdk | undefined;

  let isRefused = false;
  watchPolicy(document, () => {
    isRefused = true;
    tell({ type: "refused" });
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") tell({ type: "escape" });
  });
  port.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const message = readToFrame(data);
    if (message?.type === "load") {
      loadBelvoSdk(message.scriptUrl, { document, window, every }).then(
        (loaded) => {
          sdk = loaded;
          tell({ type: "ready" });
        },
        (error: unknown) => {
          if (error instanceof ScriptMissingError) tell({ type: "failed", reason: error.reason });
        },
      );
    } else if (message && sdk) {
      // Who listens for it begins to do so with the opening.
      if (isRefused) tell({ type: "refused" });
      openWidget({ ...message, sdk, document, tell });
    }
  });
  port.start();
}

function every(ms: number, callback: () => void): () => void {
  const timer = setInterval(callback, ms);
  return () => clearInterval(timer);
}
