import type { Reason } from "../answer.ts";

export interface Message {
  title: string;
  text: string;
}

/** Everything that the widget says. Text between backticks is shown as something to type. */
export interface Words {
  frameTitle: string;
  /** Under the institution's name, on every screen. */
  ribbon: string;
  close: string;
  loading: string;
  done: string;
  retry: string;
  notNow: string;
  goBack: string;
  /** For a page of the widget's own that does not know where to go. */
  goBackYourself: string;
  credentials: {
    title: string;
    text: (bank: string) => string;
    /** Instead of the two above, for a connection whose first login was never finished. */
    unfinished: { title: string; text: (bank: string) => string };
    label: string;
    /** Below the field, until something is wrong with it. */
    help: string;
    show: string;
    hide: string;
    submit: string;
    busy: string;
    missing: string;
    refused: string;
    /** The same of what is no bank. */
    refusedBy: (name: string) => string;
    expired: string;
    hint: string;
  };
  /** For institutions that take data that name a person, and no password. */
  identity: {
    title: string;
    text: (name: string) => string;
    unfinished: { title: string; text: (name: string) => string };
    email: string;
    emailHelp: (name: string) => string;
    length: (signs: string) => string;
    missing: (label: string) => string;
    malformed: (label: string, signs: string | undefined) => string;
    noEmail: string;
    refused: (name: string) => string;
    hint: string;
    /** Fills the fields with what the sandbox takes. */
    fill: string;
  };
  code: {
    title: string;
    text: (bank: string) => string;
    /** Where to look for a code that the bank sends or shows by itself. */
    arrives: string;
    label: string;
    submit: string;
    busy: string;
    malformed: string;
    refused: string;
    expired: string;
    useNumber: string;
    scan: string;
    confirmed: string;
    notConfirmed: string;
    hint: string;
  };
  success: (bank: string) => Message;
  connected: (bank: string) => Message;
  sessionExpired: Message;
  createMode: Message;
  errors: (bank: string) => Record<ScreenReason, Message>;
  leave: { title: string; text: string; stay: string; leave: string };
  survey: { title: string; reasons: readonly string[]; stay: string; leave: string };
}

/** Reasons that have a screen of their own; the others are said beside the field they are about. */
export type ScreenReason = Exclude<
  Reason,
  | "login_error"
  | "session_expired"
  | "token_required"
  | "access_token_not_valid"
  | "nothing_to_update"
>;
