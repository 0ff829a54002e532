import type { Bank } from "../bank.ts";
import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import type { CredentialsStep, Step } from "../step.ts";
import type { Message, Words } from "../words/words.ts";
import type { Reason } from "../answer.ts";
import { codeScreen } from "./code-screen.ts";
import { credentialsScreen } from "./credentials-screen.ts";
import { identityScreen } from "./identity-screen.ts";
import { loadingScreen } from "./loading-screen.ts";
import { messageScreen } from "./message-screen.ts";

/** What a person can do on the screens. */
export interface Actions {
  sendPassword: (password: string) => void;
  sendIdentity: (identity: Readonly<Record<string, string>>) => void;
  sendCode: (code: string | undefined) => void;
  retry: () => void;
  close: () => void;
  finish: () => void;
}

interface ScreenOptions {
  elements: Elements;
  words: Words;
  /** Unknown when the token names no link. */
  bank: Bank | undefined;
  actions: Actions;
}

export function screenFor(step: Step, options: ScreenOptions): ScreenView {
  const { elements, words, actions, bank: at } = options;
  const bank = at?.displayName ?? "";
  const goBack = [{ label: words.goBack, onPress: actions.close }];
  const done = [{ label: words.done, onPress: actions.finish }];

  switch (step.name) {
    case "loading":
      return loadingScreen(elements, words.loading);
    case "credentials":
      return askForCredentials(step, options);
    case "code":
      return codeScreen({ elements, words, bank, step, onCode: actions.sendCode });
    case "connected":
      return messageScreen({
        elements,
        tone: "good",
        message: words.connected(bank),
        choices: done,
      });
    case "success":
      return messageScreen({ elements, tone: "good", message: words.success(bank), choices: done });
    case "invalid_token":
      return messageScreen({
        elements,
        tone: "bad",
        message: words.sessionExpired,
        choices: goBack,
      });
    case "create_mode":
      return messageScreen({ elements, tone: "bad", message: words.createMode, choices: goBack });
    case "error":
      return messageScreen({
        elements,
        tone: "bad",
        message: errorMessage(step.failure.reason, words, bank),
        choices: [
          { label: words.retry, onPress: actions.retry },
          { label: words.notNow, onPress: actions.close },
        ],
      });
  }
}

function askForCredentials(step: CredentialsStep, options: ScreenOptions): ScreenView {
  const { elements, words, bank, actions } = options;
  // Without a link there is nothing to log in to.
  if (bank === undefined) return loadingScreen(elements, words.loading);
  const shared = { elements, words, bank, step };
  return bank.identity.length > 0
    ? identityScreen({ ...shared, onIdentity: actions.sendIdentity })
    : credentialsScreen({ ...shared, onPassword: actions.sendPassword });
}

function errorMessage(reason: Reason, words: Words, bank: string): Message {
  const errors = words.errors(bank);
  const messages: Partial<Record<Reason, Message>> = errors;
  return messages[reason] ?? errors.unexpected_error;
}
