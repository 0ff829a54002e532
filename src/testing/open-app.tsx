import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReadyFrame } from "../web/core/widget/widget-frames.ts";
import type { FromFrame } from "../web/widget-frame/frame-messages.ts";
import { aCore } from "./a-core.ts";
import type { FirstData } from "#contract/first-data.ts";
import { App } from "../web/app/app.tsx";
import { createSessionTabs } from "../web/core/session/session-tabs.ts";
import { wholeI18n } from "./whole-i18n.ts";
import type { UiLocale } from "../web/i18n/ui-locales.ts";
import { readBrand } from "../web/design/brand.ts";

/** Belvo's callbacks, as the widget calls them. */
export interface WidgetCallbacks {
  callback: (link: string, institution: string) => void;
  onExit: (data: unknown) => void;
  onEvent: (data: unknown) => void;
}

/** What the person does in the bank's screens, with the token that the widget was given. */
export type InTheWidget = (accessToken: string, widget: WidgetCallbacks) => Promise<void> | void;

/**
 * The whole page in Spanish, ready to be started, with a widget whose screens a test goes through.
 *
 * `said` gathers all sentences that it draws.
 */
export function openApp(
  inTheWidget: InTheWidget = () => undefined,
  firstData: FirstData | null = null,
) {
  const host = document.createElement("div");
  const appRoot = document.createElement("div");
  document.body.replaceChildren(appRoot, host);
  const widget = {
    frames: {
      prepare: () => undefined,
      take: () => Promise.resolve(playFrame(host, inTheWidget)),
    },
    back: { hold: () => undefined, release: () => Promise.resolve() },
    report: () => undefined,
  };
  const environment = {
    widget: () => Promise.resolve(widget),
    host,
    appRoot,
    locks: undefined,
    shownPage: () => "home" as const,
    goTo: () => undefined,
    after: (ms: number, callback: () => void) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
  const spanish = wholeI18n(["es-MX"]);
  const said: string[] = [];
  const i18n = {
    ...spanish,
    t: new Proxy(spanish.t, {
      apply: (t, _this, message) => {
        const sentence = String(Reflect.apply(t, undefined, message));
        said.push(sentence);
        return sentence;
      },
    }),
  };
  const brand = readBrand({});
  const fetchI18n = (uiLocale: UiLocale) => Promise.resolve(wholeI18n(["es-MX"], uiLocale));
  const core = aCore();
  // Through the storage, since channels would outlive the test.
  const tabs = createSessionTabs(
    {
      localStorage: window.localStorage,
      addEventListener: (type, listener) => window.addEventListener(type, listener),
    },
    core.api,
  );
  const parts = {
    ...{ core, i18n, fetchI18n, saveLocale: () => undefined, hasChosenLocale: () => false },
    ...{ brand, tabs, firstData, repairEnvironment: environment },
  };
  const start = () => render(<App {...parts} />, { container: appRoot });
  return { user: userEvent.setup(), environment, said, start };
}

/** A widget frame without a document: what would be said inside it is said here. */
function playFrame(host: HTMLElement, inTheWidget: InTheWidget): ReadyFrame {
  const element = document.createElement("iframe");
  host.append(element);
  let hear: (message: FromFrame) => void = () => undefined;
  return {
    show: () => undefined,
    listen: (listener) => {
      hear = listener;
    },
    tell: (message) => {
      if (message.type !== "open") return;
      // As a port, it answers nobody who is still speaking.
      queueMicrotask(() => {
        hear({ type: "drawn" });
        void inTheWidget(message.accessToken, {
          callback: (...data) => hear({ type: "success", data }),
          onExit: (data) => hear({ type: "exit", data }),
          onEvent: (data) => hear({ type: "event", data }),
        });
      });
    },
    remove: () => element.remove(),
  };
}

/** The same, started and entered as one of the demo's people. */
export async function openAppAs(name: string, inTheWidget?: InTheWidget) {
  const { user, environment, said, start } = openApp(inTheWidget);
  start();
  await user.click(await screen.findByRole("button", { name: new RegExp(name) }));
  await screen.findByRole("heading", { level: 1, name: /bancos|conexiones/ });
  return { user, environment, said };
}
