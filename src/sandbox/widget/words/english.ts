import type { Words } from "./words.ts";

export const english: Words = {
  frameTitle: "Update your bank connection",
  ribbon: "Sandbox — not a real bank",
  close: "Close",
  loading: "Reaching your bank…",
  done: "Done",
  retry: "Try again",
  notNow: "Not now",
  goBack: "Go back",
  goBackYourself: "You can go back to the page you came from.",
  credentials: {
    title: "Enter your new password",
    text: (bank) =>
      `The password that Belvo has for ${bank} no longer works. Your user stays the same.`,
    unfinished: {
      title: "Enter your password",
      text: (bank) =>
        `You did not finish connecting ${bank}. Your password at the bank completes it.`,
    },
    label: "Password",
    show: "Show password",
    hide: "Hide password",
    submit: "Update",
    busy: "Updating…",
    missing: "Enter your password.",
    refused: "The bank did not accept this password. Check it and try again.",
    expired: "That took too long. Enter your password again.",
    hint: "Any password works here. Type `pass_invalid` to see one refused.",
  },
  code: {
    title: "Enter the code from your bank",
    text: (bank) => `${bank} asks for a six-digit code, to be sure that it is you.`,
    arrives: "It arrives by text message or e-mail, or your bank’s app or device shows it.",
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
  invalidToken: {
    title: "Invalid token",
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
      text: "The problem is on the bank’s side. Your password is not at fault: try again later.",
    },
    institution_unavailable: {
      title: `${bank} is not available`,
      text: "The bank is not answering right now. Try again in a few minutes.",
    },
    institution_inactive: {
      title: `${bank} is switched off for now`,
      text: "Connections with this bank are paused. Try again another day.",
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
    text: "Your bank connection will stay paused until you update it.",
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
