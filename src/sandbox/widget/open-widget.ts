import { readAccessToken } from "./access-token.ts";
import { askBehaviour, type Behaviour } from "./ask-behaviour.ts";
import { askOfPolicy } from "./ask-of-policy.ts";
import { createBelvoApi } from "./belvo-api.ts";
import { createCard } from "./card.ts";
import { elementsOf } from "./element.ts";
import { dress, openFrame, type Frame } from "./frame.ts";
import { readHostConfig, type HostConfig } from "./host-config.ts";
import { createHostReporter } from "./host-reporter.ts";
import { createLinkUpdate } from "./link-update.ts";
import { awaitOpening, openRemoteFrame } from "./remote-frame.ts";
import { WidgetSession } from "./widget-session.ts";
import { wordsIn } from "./words/words-in.ts";

interface Opening {
  /** Where the API is: the origin that this script came from. */
  origin: string;
  accessToken: unknown;
  config: HostConfig;
}

/** Opens the widget in the host's `#belvo`. */
export function openWidget(origin: string, accessToken: unknown, options: unknown): void {
  const host = document.getElementById("belvo");
  if (!host) {
    // Belvo does not say what its widget does without a host element; silence would be worse.
    // eslint-disable-next-line no-console
    console.error('The sandbox widget needs <div id="belvo"></div> on the page.');
    return;
  }
  const config = readHostConfig(options);
  const { frameTitle: title } = wordsIn(config.locale);
  if (window.sandboxWidget === "remote_frame") {
    openRemoteFrame({ host, title, origin, accessToken, config });
    return;
  }
  // What is a page of its own, faults of the embedded one leave alone.
  const isHosted = window.sandboxWidget === "hosted";
  const behaviour = askBehaviour(origin, isHosted);
  openFrame({
    host,
    origin,
    title,
    language: config.locale,
    isHosted,
    onOpen: (frame) =>
      void behaviour.then(async (known) => {
        if (!(await askOfPolicy(known.mode, frame.document, origin))) return;
        startSession(frame, { origin, accessToken, config }, known);
      }),
  });
}

/** Opens the widget in this page, which is a frame of somebody's: what is to be opened it is told. */
export function openInRemotePage(origin: string): void {
  awaitOpening(window, ({ frame, ...opening }) => {
    const { locale } = opening.config;
    dress(frame.document, { origin, title: wordsIn(locale).frameTitle, language: locale });
    void askBehaviour(origin).then((known) => startSession(frame, { origin, ...opening }, known));
  });
}

function startSession(frame: Frame, opening: Opening, behaviour: Behaviour): void {
  const { origin, accessToken, config } = opening;
  const words = wordsIn(config.locale);
  const token = readAccessToken(accessToken);
  const elements = elementsOf(frame.document);
  const api = createBelvoApi(origin, String(accessToken));

  const session = new WidgetSession({
    frame,
    elements,
    words,
    config,
    behaviour,
    card: createCard({ document: frame.document, elements, words, onClose: () => session.close() }),
    update: createLinkUpdate(token, api, origin),
    reporter: createHostReporter({
      config: behaviour.mode.includes("silent") ? readHostConfig(undefined) : config,
      link: token.mode === "update" ? token.link : undefined,
      now: Date.now,
      reportError: (error) => window.reportError(error),
    }),
  });
  void session.start();
}
