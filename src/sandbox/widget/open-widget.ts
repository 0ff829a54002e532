import { readAccessToken } from "./access-token.ts";
import { askBehaviour, type Behaviour } from "./ask-behaviour.ts";
import { createBelvoApi } from "./belvo-api.ts";
import { createCard } from "./card.ts";
import { elementsOf } from "./element.ts";
import { openFrame, type Frame } from "./frame.ts";
import { readHostConfig } from "./host-config.ts";
import { createHostReporter } from "./host-reporter.ts";
import { createLinkUpdate } from "./link-update.ts";
import { WidgetSession } from "./widget-session.ts";
import { wordsIn } from "./words/words-in.ts";

interface Opening {
  /** Where the API is: the origin that this script came from. */
  origin: string;
  accessToken: unknown;
  config: unknown;
  /** True on a page of the widget's own, which faults of the embedded one leave alone. */
  isHosted?: boolean;
}

/** Opens the widget in the host's `#belvo`. */
export function openWidget(opening: Opening): void {
  const host = document.getElementById("belvo");
  if (!host) {
    // Belvo does not say what its widget does without a host element; silence would be worse.
    // eslint-disable-next-line no-console
    console.error('The sandbox widget needs <div id="belvo"></div> on the page.');
    return;
  }
  const { locale } = readHostConfig(opening.config);
  const { frameTitle } = wordsIn(locale);
  const behaviour = askBehaviour(opening.origin, opening.isHosted);
  openFrame({
    host,
    title: frameTitle,
    language: locale,
    onOpen: (frame) => void behaviour.then((known) => startSession(frame, opening, known)),
  });
}

function startSession(
  frame: Frame,
  { origin, accessToken, config: options }: Opening,
  behaviour: Behaviour,
): void {
  const config = readHostConfig(options);
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
