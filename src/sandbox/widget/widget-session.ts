import type { Behaviour } from "./ask-behaviour.ts";
import type { Bank } from "./bank.ts";
import type { Card } from "./card.ts";
import type { Elements } from "./element.ts";
import type { Frame } from "./frame.ts";
import type { HostConfig } from "./host-config.ts";
import type { HostReporter } from "./host-reporter.ts";
import type { LinkUpdate } from "./link-update.ts";
import { askToLeave } from "./screens/leave-dialog.ts";
import { screenFor, type Actions } from "./screens/screen-for.ts";
import { surveyScreen } from "./screens/survey-screen.ts";
import { failureOf, pageOf, type Step } from "./step.ts";
import type { Words } from "./words/words.ts";

/** How long after an exit the host hears of a success that went unsaid. */
const LATE_SUCCESS_MS = 1_500;
const PUT_BACK_MS = 300;
/** Between the two things that a success is told by, where it is told by two. */
const APART_MS = 300;

interface Dependencies {
  frame: Frame;
  elements: Elements;
  card: Card;
  update: LinkUpdate;
  config: HostConfig;
  behaviour: Behaviour;
  reporter: HostReporter;
  words: Words;
}

/** One opening of the widget: from the first screen to the one callback that ends it. */
export class WidgetSession {
  readonly #parts: Dependencies;
  readonly #actions: Actions;
  #step: Step = { name: "loading" };
  #bank: Bank | undefined;
  #leaveDialog: HTMLDialogElement | undefined;
  #sending = false;
  #surveyShown = false;
  #ended = false;
  /** Settles when what was sent last has been answered: true for a success that nobody was told of. */
  #unsaidSuccess = Promise.resolve(false);

  constructor(parts: Dependencies) {
    this.#parts = parts;
    const { update } = parts;
    this.#actions = {
      sendPassword: (password) => void this.#send(() => update.sendLogin(this.#step, { password })),
      sendIdentity: (identity) => void this.#send(() => update.sendLogin(this.#step, identity)),
      sendCode: (code) => void this.#send(() => update.sendCode(this.#step, code)),
      retry: () => void this.start(),
      close: () => this.close(),
      finish: () => this.#end(() => this.#tellSuccess()),
    };
  }

  async start(): Promise<void> {
    this.#enter({ name: "loading" });
    if (this.#parts.behaviour.mode === "drawn_silent") return;
    const { step, bank } = await this.#parts.update.begin();
    this.#bank = bank;
    this.#parts.card.showBank(bank);
    this.#enter(step);
  }

  /** What the cross, Escape and the buttons that go back do. */
  close(): void {
    const { name } = this.#step;
    if (name === "success") {
      this.#actions.finish();
    } else if (this.#surveyShown || ["connected", "invalid_token", "create_mode"].includes(name)) {
      this.#exit();
    } else if (this.#parts.config.showCloseDialog) {
      this.#askToLeave();
    } else {
      this.#leave();
    }
  }

  async #send(call: () => Promise<Step>): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    const answer = call();
    const isLate = this.#parts.behaviour.mode === "late_success";
    this.#unsaidSuccess = answer.then(({ name }) => isLate && name === "success");
    // The form goes on waiting, as it would for an answer that is on its way.
    if (await this.#unsaidSuccess) return;
    this.#sending = false;
    this.#enter(await answer);
  }

  #enter(step: Step): void {
    if (this.#isOver()) return;
    this.#step = step;
    const failure = failureOf(step);
    if (failure) this.#parts.reporter.error(failure);
    if (step.name === "success") {
      this.#leaveDialog?.close();
      this.#surveyShown = false;
      setTimeout(this.#actions.finish, this.#parts.behaviour.successShownMs);
    }
    if (!this.#surveyShown) this.#show();
  }

  #show(): void {
    const { card, elements, reporter, words } = this.#parts;
    reporter.pageLoad(pageOf(this.#step));
    const [bank, actions] = [this.#bank, this.#actions];
    card.show(screenFor(this.#step, { elements, words, bank, actions }));
  }

  #askToLeave(): void {
    if (this.#leaveDialog?.open) return;
    const { frame, elements, words } = this.#parts;
    const parent = frame.document.body;
    this.#leaveDialog = askToLeave({ parent, elements, words, onLeave: () => this.#leave() });
  }

  #leave(): void {
    const { card, config, elements, reporter, words } = this.#parts;
    if (!config.showAbandonSurvey) {
      this.#exit();
      return;
    }
    this.#surveyShown = true;
    reporter.pageLoad("/abandon-survey");
    const onStay = () => {
      this.#surveyShown = false;
      this.#show();
    };
    card.show(surveyScreen({ elements, words, onStay, onLeave: () => this.#exit() }));
  }

  #exit(): void {
    const step = this.#surveyShown ? "abandon-survey" : pageOf(this.#step).slice(1);
    const { reporter } = this.#parts;
    this.#end(() => reporter.exit(step));
    void this.#unsaidSuccess.then((isUnsaid) => {
      if (isUnsaid) setTimeout(() => reporter.success(), LATE_SUCCESS_MS);
    });
  }

  #tellSuccess(): void {
    const { behaviour, reporter } = this.#parts;
    const success = () => reporter.success();
    if (["exit_before_callback", "exit_only"].includes(behaviour.mode)) reporter.exit("success");
    else success();
    if (["exit_before_callback", "callback_twice"].includes(behaviour.mode)) {
      setTimeout(success, APART_MS);
    }
  }

  #end(tellHost: () => void): void {
    const { behaviour, frame } = this.#parts;
    if (this.#isOver() || behaviour.mode.includes("silent")) return;
    this.#ended = true;
    frame.remove();
    if (behaviour.mode === "puts_back") setTimeout(() => frame.putBack(), PUT_BACK_MS);
    tellHost();
  }

  /** A host that took the frame away is told nothing more. */
  #isOver(): boolean {
    return this.#ended || !this.#parts.frame.isOpen();
  }
}
