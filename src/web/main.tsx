import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createCore } from "./core/create-core.ts";
import { sendFaultBy } from "./core/http/send-faults.ts";
import { App } from "./app/app.tsx";
import { preloadPage } from "./app/preload-page.ts";
import { readBrand } from "./design/brand.ts";
import { reportUncaught } from "./app/report-page-error.ts";
import type { Widget } from "./core/widget/create-widget.ts";
import "./design/fonts.css";
import "./design/tokens.css";
import "./design/base.css";
import { leaveFor, shownPage } from "./repair/hosted-way.ts";
import { importAgain } from "./loading/import-again.ts";
import { readFirstData } from "./loading/read-first-data.ts";
import { isLoginLink, takeLoginCode } from "./core/session/login-code.ts";
import { createSessionTabs } from "./core/session/session-tabs.ts";
import { savedLocale, saveLocale } from "./i18n/saved-locale.ts";
import { loadI18n } from "./i18n/load-i18n.ts";
import type { UiLocale } from "./i18n/ui-locales.ts";

// Before anything is waited for: whatever comes, no code stays in the address bar.
if (isLoginLink(window.location)) takeLoginCode(window);

reportUncaught();
const core = createCore({ baseUrl: "", fetch: window.fetch.bind(window), now: Date.now });
const root = elementById("root");
const host = elementById("widget");
const fetchI18n = (uiLocale: UiLocale | null) =>
  importAgain(() => loadI18n(navigator.languages, uiLocale));
const first = readFirstData(document, performance.timeOrigin, core.api.clock);
const asked = first?.session.user?.locale ?? null;
const after = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

// One for the life of the page, whoever is there.
let loading: Promise<Widget> | undefined;
function loadWidget(): Promise<Widget> {
  loading ??= import("./core/widget/create-widget.ts").then(
    ({ createWidget }) => createWidget({ host, window, after, sendFault: sendFaultBy(core.api) }),
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

// No `await` of the module's own: the parts that come later import this script, and would wait for it.
void start();

async function start(): Promise<void> {
  const i18n = await fetchI18n(savedLocale(window) ?? asked).catch((error: unknown) => {
    // Without words there is no page; this sentence alone comes with the script.
    root.textContent = "No pudimos abrir la página. Revisa tu conexión a internet y recárgala.";
    throw error;
  });
  await preloadPage(
    window.location.pathname,
    i18n,
    first,
    (ms) => new Promise((done) => after(ms, done)),
  );

  createRoot(root).render(
    <StrictMode>
      <App
        core={core}
        i18n={i18n}
        fetchI18n={fetchI18n}
        hasChosenLocale={() => savedLocale(window) !== null}
        saveLocale={(uiLocale) => saveLocale(window, uiLocale)}
        tabs={createSessionTabs(window, core.api)}
        firstData={first}
        brand={readBrand(document.documentElement.dataset)}
        repairEnvironment={{
          widget: loadWidget,
          host,
          appRoot: root,
          after,
          shownPage: () => shownPage(window),
          goTo: (hostedUrl) => leaveFor(window, hostedUrl),
          // Typed as always there, and missing on insecure origins.
          locks: "locks" in navigator ? navigator.locks : undefined,
        }}
      />
    </StrictMode>,
  );
}

function elementById(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no element #${id}`);
  return element;
}
