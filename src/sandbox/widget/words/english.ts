import type { Words } from "./words.ts";

export const english: Words = {
  frameTitle: "Update your connection",
  ribbon: "Sandbox: nothing here is real",
  close: "Close",
  loading: "One moment…",
  done: "Done",
  retry: "Try again",
  notNow: "Not now",
  goBack: "Go back",
  goBackYourself: "You can go back to the page you came from.",
  credentials: {
    title: "Enter your new password",
    text: (bank) => `The one that you gave no longer works at ${bank}.`,
    unfinished: {
      title: "Enter your password",
      text: (bank) => `It completes your connection with ${bank}.`,
    },
    label: "Password",
    help: "Your user stays the same.",
    show: "Show password",
    hide: "Hide password",
    submit: "Update",
    busy: "Updating…",
    missing: "Enter your password.",
    refused: "The bank did not accept this password. Check it and try again.",
    refusedBy: (name) => `${name} did not accept this password. Check it and try again.`,
    expired: "That took too long. Enter your password again.",
    hint: "Any password works here. Type `pass_invalid` to see one refused.",
  },
  identity: {
    title: "Enter your details again",
    text: (name) => `${name} no longer accepts those that you gave.`,
    unfinished: {
      title: "Enter your details",
      text: (name) => `They complete your connection with ${name}.`,
    },
    email: "E-mail",
    emailHelp: (name) => `The one that ${name} knows.`,
    length: (signs) => `${signs} letters and digits`,
    missing: (label) => `Fill this in: ${label}.`,
    malformed: (label, signs) =>
      signs === undefined ? `Check this: ${label}.` : `${label}: ${signs} letters and digits.`,
    noEmail: "Enter an e-mail such as name@example.com.",
    refused: (name) => `${name} did not accept these details. Check them and try again.`,
    hint: "The e-mail `nobody@example.com` is refused.",
    fill: "Fill in test details",
  },
  code: {
    title: "Enter the code from your bank",
    text: (bank) => `${bank} wants to be sure that it is you.`,
    arrives: "It comes by text message or e-mail, or your bank’s app shows it.",
    label: "Six-digit code",
    submit: "Confirm",
    busy: "Confirming…",
    malformed: "Enter the six digits of the code.",
    refused: "The bank did not accept this code. Check it and try again.",
    expired: "That took too long. Enter a new code.",
    useNumber: "Type this number into your bank’s device to get a code:",
    scan: "Scan this with your bank’s app:",
    confirmed: "I have confirmed it",
    notConfirmed: "The bank has not seen your confirmation yet.",
    hint: "`111111` is accepted, `999999` is refused.",
  },
  success: (bank) => ({
    title: "All set",
    text: `Your connection with ${bank} works again.`,
  }),
  connected: (bank) => ({
    title: "Already connected",
    text: `Your connection with ${bank} works. There is nothing to update.`,
  }),
  sessionExpired: {
    title: "Session expired",
    text: "This session is over, or was used before. Go back and start the update again.",
  },
  createMode: {
    title: "No connection to update",
    text: "This access token names no link. The sandbox imitates update mode only, so it cannot create a new connection.",
  },
  errors: (bank) => ({
    too_many_sessions: {
      title: "You are signed in elsewhere",
      text: `${bank} allows one session at a time. Sign out there, wait two minutes and try again.`,
    },
    institution_down: {
      title: `${bank} is down`,
      text: "The problem is on their side, not with what you typed. Try again later.",
    },
    institution_unavailable: {
      title: `${bank} is not available`,
      text: "It is not answering right now. Try again in a few minutes.",
    },
    institution_inactive: {
      title: `${bank} is switched off for now`,
      text: "Connections with it are paused. Try again another day.",
    },
    request_timeout: {
      title: "This is taking too long",
      text: `${bank} did not answer in time. Try again.`,
    },
    rate_limited: {
      title: "Too many requests",
      text: "Wait half a minute and try again.",
    },
    offline: {
      title: "No connection",
      text: "Belvo could not be reached. Check your internet connection and try again.",
    },
    unexpected_error: {
      title: "Something went wrong",
      text: "It was not you. Try again, and if it happens once more, come back later.",
    },
  }),
  leave: {
    title: "Leave without updating?",
    text: "Your connection will stay paused until you update it.",
    stay: "Keep updating",
    leave: "Leave",
  },
  survey: {
    title: "Why are you leaving?",
    reasons: [
      "I do not have my password or code at hand",
      "I am not sure that this is safe",
      "Something did not work",
    ],
    stay: "Keep updating",
    leave: "Leave",
  },
};
