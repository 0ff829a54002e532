import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import * as z from "zod/mini";
import { App } from "./app/app.tsx";
import { readBrand } from "./app/brand.ts";
import { reportUncaught } from "./app/report-page-error.ts";
import type { Widget } from "./belvo-widget/create-widget.ts";
import "./design/fonts.css";
import "./design/tokens.css";
import "./design/base.css";
import { importAgain } from "./loading/import-again.ts";
import { readFirstData } from "./loading/read-first-data.ts";
import { isLoginLink, takeLoginCode } from "./session/login-code.ts";
import { createSessionTabs } from "./session/session-tabs.ts";
import { chosenDialect, keepDialect } from "./words/chosen-dialect.ts";
import { loadVoice, type Dialect } from "./words/load-voice.ts";

// Without this zod tries to compile its checks with `new Function`, which our policy refuses.
z.config({ jitless: true });

// Before anything is waited for: whatever comes, no code stays in the address bar.
if (isLoginLink(window.location)) takeLoginCode(window);

reportUncaught();
const root = elementById("root");
const host = elementById("widget");
const speak = (dialect: Dialect | null) =>
  importAgain(() => loadVoice(navigator.languages, dialect));
const voice = await speak(chosenDialect(window)).catch((error: unknown) => {
  // Without words there is no page; this sentence alone comes with the script.
  root.textContent = "No pudimos abrir la página. Revisa tu conexión a internet y recárgala.";
  throw error;
});
const after = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

// One for the life of the page, whoever is there.
let loading: Promise<Widget> | undefined;
function loadWidget(): Promise<Widget> {
  loading ??= import("./belvo-widget/create-widget.ts").then(
    ({ createWidget }) => createWidget({ host, window, after }),
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

createRoot(root).render(
  <StrictMode>
    <App
      voice={voice}
      speak={speak}
      keepDialect={(dialect) => keepDialect(window, dialect)}
      tabs={createSessionTabs(window)}
      firstData={readFirstData(document, performance.timeOrigin)}
      brand={readBrand(document.documentElement.dataset)}
      widgetPlace={{
        widget: loadWidget,
        host,
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
