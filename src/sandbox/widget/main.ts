import type { BelvoSdk } from "./belvo-sdk.ts";
import { fetchLetters } from "./frame.ts";
import { openHosted } from "./hosted.ts";
import { attack } from "./hostile.ts";
import { openInRemotePage, openWidget } from "./open-widget.ts";
import { isRemotePage } from "./remote-frame.ts";

const { origin } = new URL(import.meta.url);
const { sandboxWidget: mode } = window;
let isBuilt = false;

const sdk: BelvoSdk = {
  createWidget: (accessToken, config) => ({
    build: () => {
      if (mode === "single_instance" && isBuilt) return;
      isBuilt = true;
      openWidget(origin, accessToken, config);
    },
  }),
};

window.belvoSDK = sdk;
fetchLetters(window, origin);
if (isRemotePage(window.location)) openInRemotePage(origin);
if (mode === "hosted") openHosted({ origin, document, location: window.location });
if (mode === "hostile") void attack(window);
if (mode === "ready_on_window") window.dispatchEvent(new Event("belvoReady"));
else if (mode !== "no_ready" && mode !== "already_there") {
  document.dispatchEvent(new Event("belvoReady"));
}
