import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { BelvoSdk, BelvoWidgetConfig } from "../web/belvo-widget/belvo-sdk.ts";
import { App } from "../web/app/app.tsx";
import { createSessionTabs } from "../web/session/session-tabs.ts";
import { loadVoice, type Dialect } from "../web/words/load-voice.ts";
import { readBrand } from "../web/app/brand.ts";

/** What the person does in the bank's screens, with the token that the widget was given. */
export type InTheWidget = (accessToken: string, config: BelvoWidgetConfig) => Promise<void> | void;

/**
 * The whole page in Spanish, ready to be started, with a widget whose screens a test goes through.
 *
 * `said` gathers all sentences that it draws.
 */
export async function openApp(inTheWidget: InTheWidget = () => undefined) {
  const host = document.createElement("div");
  const behind = document.createElement("div");
  document.body.replaceChildren(behind, host);
  const sdk: BelvoSdk = {
    createWidget: (token, config) => ({
      build: () => {
        host.append(document.createElement("iframe"));
        void inTheWidget(token, config);
      },
    }),
  };
  const place = {
    loadSdk: () => Promise.resolve(sdk),
    host,
    behind,
    after: (ms: number, callback: () => void) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
  const spanish = await loadVoice(["es-MX"]);
  const said: string[] = [];
  const voice = {
    ...spanish,
    say: new Proxy(spanish.say, {
      apply: (say, _this, message) => {
        const sentence = String(Reflect.apply(say, undefined, message));
        said.push(sentence);
        return sentence;
      },
    }),
  };
  const brand = readBrand({});
  const speak = (dialect: Dialect) => loadVoice(["es-MX"], dialect);
  // Through the storage, since channels would outlive the test.
  const tabs = createSessionTabs({
    localStorage: window.localStorage,
    addEventListener: (type, listener) => window.addEventListener(type, listener),
  });
  const parts = { voice, speak, keepDialect: () => undefined, brand, tabs, widgetPlace: place };
  const start = () => render(<App {...parts} />, { container: behind });
  return { user: userEvent.setup(), place, said, start };
}

/** The same, started and entered as one of the demo's people. */
export async function openAppAs(name: string, inTheWidget?: InTheWidget) {
  const { user, place, said, start } = await openApp(inTheWidget);
  start();
  await user.click(await screen.findByRole("button", { name: new RegExp(name) }));
  await screen.findByRole("heading", { level: 1, name: /bancos/ });
  return { user, place, said };
}
