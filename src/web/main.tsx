import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import * as z from "zod/mini";
import { App } from "./app/app.tsx";
import { readBrand } from "./app/brand.ts";
import { createBelvoLoader } from "./belvo-widget/load-belvo-sdk.ts";
import "./design/tokens.css";
import "./design/base.css";
import { loadVoice } from "./words/load-words.ts";

// Without this zod tries to compile its checks with `new Function`, which our policy refuses.
z.config({ jitless: true });

const root = elementById("root");
const voice = await loadVoice(navigator.languages).catch((error: unknown) => {
  // Without words there is no page; this sentence alone comes with the script.
  root.textContent = "No pudimos abrir la página. Revisa tu conexión a internet y recárgala.";
  throw error;
});
document.documentElement.lang = voice.locale;

const after = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

createRoot(root).render(
  <StrictMode>
    <App
      voice={voice}
      brand={readBrand(document.documentElement.dataset)}
      widgetPlace={{
        loadSdk: createBelvoLoader({ document, window, after }),
        host: elementById("belvo"),
        behind: root,
        after,
      }}
    />
  </StrictMode>,
);

function elementById(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no element #${id}`);
  return element;
}
