import type { Catalogue } from "./catalogue.ts";

/** Every sentence that the page says, in English. */
export const en = {
  page: {
    language: "Language",
    languageFailed: "We could not change the language. Try again.",
    title: "{type, select, bank {Your banks} other {Your connections}}",
    titleWithCount: "({count, number}) {type, select, bank {Your banks} other {Your connections}}",
    skip: "Skip to content",
    home: "{brand}, start",
    leave: "Sign out",
    leaveEverywhere: "End your sessions on all devices",
    leaveFailed: "We could not sign you out. Try again.",
    offline: "You are offline. What you see may have changed.",
    offlineTitle: "You are offline",
    offlineText: "As soon as you are back online, this page goes on by itself.",
    loading: "Loading…",
    notFoundTitle: "There is nothing here",
    notFoundText: "This page does not exist, or has moved.",
    crashTitle: "Something went wrong on our side",
    crashText: "Reload the page. Your accounts and your data are safe.",
    reload: "Reload",
    backHome: "See all",
  },
  start: {
    title: "Reconnect your bank in a minute",
    promise: "See which bank got disconnected and why, and reconnect it on Belvo’s own screens.",
    try: "Try it with {name}",
    choose: "Pick an example person",
    text: "This is a demo: neither the people nor the banks are real, and nothing leaves this computer.",
    failed: "We could not let you in. Try again.",
    lab: "The lab",
    labText:
      "Twelve scenes to present: the page in a phone and, beside it, all that happens behind.",
    groups: { one: "One bank to repair", several: "Several banks", others: "Other cases" },
    situations: {
      all_connected: "Everything connected",
      password: "One bank wants a new password",
      code: "One bank wants a code",
      unfinished: "One connection not finished",
      several: "Several banks to repair",
      brazil: "A bank in Brazil",
      mixed: "Banks, SAT and IMSS",
      empty: "No banks yet",
      many: "250 banks",
    },
    closedTitle: "Come in from your app",
    closedText:
      "To protect your accounts, this page opens with the address that the app where you connected them gives you.",
  },
  enter: {
    working: "Opening your page…",
    workingText: "One moment, please.",
    askTitle: "See how your banks are",
    askText: "This page is for you alone. Continue to open it.",
    goOn: "Continue",
    goOnAs: "Continue as {name}",
    otherTitle: "Change to another person?",
    otherText: "This browser is signed in as {other}. If you continue, they are signed out here.",
    someone: "somebody else",
    stay: "Do not change",
    entry_unknown: {
      title: "This address is not complete",
      text: "Open it again from your message or your app: it may have been cut when it was copied. Your accounts are fine.",
    },
    entry_used: {
      title: "This address has been used",
      text: "To protect your accounts, it opens only a few times. Ask for a new one in your app.",
    },
    entry_expired: {
      title: "This address has run out",
      text: "To protect your accounts, it lasts a short time. Ask for a new one in your app.",
    },
    entry_repaired: {
      title: "All done",
      text: "This connection works. There is nothing you need to do.",
    },
    offlineTitle: "We could not open your page",
    offlineText: "Check your internet connection and try again. Your address is still good.",
    noCookiesTitle: "Open the page in another window",
    noCookiesText:
      "Your browser does not keep the cookie here that the page needs. Open it in another window: your address is still good. If you see the same there, allow cookies.",
    ownWindow: "Open in another window",
  },
  repairPage: {
    comes: "What will happen",
    opens: "{bank}'s screen opens here.",
    typePassword:
      "{login, select, password {You type your new password.} other {You type the details that {bank} asks for.}}",
    typeCode: "You type the code that {type, select, bank {your bank} other {{bank}}} sends you.",
    finish: "You finish what was left halfway.",
    confirms:
      "Belvo, which connects us to {type, select, bank {your bank} other {{bank}}}, confirms it and we tell you here.",
    safe: "Your password goes to Belvo. We neither see nor keep it.",
    done: "All done. {bank} is connected and you can close this page.",
  },
  returned: {
    working: "Checking how your connection is…",
    workingText: "One moment, please.",
    elsewhereTitle: "You can close this page",
    elsewhereText:
      "Go on in the app or window where you started: you will see there how your connection is.",
    unknownTitle: "This address no longer works",
    unknownText: "Come in from your app to see how your connections are.",
    warningTitle: "You are not done yet",
    warningText: "Belvo's page sent a notice. You can go back to it and continue.",
    warningBack: "Back to Belvo's page",
    failedTitle: "We could not see how your connection is",
    failedText: "Check your internet connection and try again.",
  },
  links: {
    needsYou:
      "{type, select, bank {{count, plural, one {# bank needs} other {# banks need}}} other {{count, plural, one {# connection needs} other {# connections need}}}} you",
    allWell: "Everything is connected",
    nothingToDo: "Nothing to do for now",
    emptyTitle: "You have nothing connected yet",
    emptyText: "Once you connect an account in your app, you will see here whether it still works.",
    failedTitle: "We could not see how your connections are",
    failedText: "We are trying again. Your accounts are fine: this only affects this page.",
    retry: "Try now",
    stale:
      "We cannot reach {type, select, bank {your banks} other {your connections}} right now. This is how they were {when}.",
    more: "{type, select, bank {Show more banks} other {Show more}}",
    tools: {
      search: "{type, select, bank {Find a bank} other {Find by name}}",
      state: "Status",
      all: "All ({count, number})",
      some: "{state} ({count, number})",
      sort: "Order",
      sorts: { needs: "Needs you", name: "Name", recent: "Latest data" },
      found:
        "{type, select, bank {{count, plural, =0 {No bank matches} one {# bank matches} other {# banks match}}} other {{count, plural, =0 {No connection matches} one {# connection matches} other {# connections match}}}}",
      shown: "{shown, number} of {total, number}",
      clear: "{type, select, bank {See all banks} other {See all}}",
    },
    updated: "Data received {when}",
    neverUpdated: "No data yet",
    repaired: "Repaired {when}",
    repairedElsewhere: "Repaired outside this page {when}",
    fetching: "Getting your latest data…",
  },
  news: {
    one: "{bank} has changed: {state}.",
    many: "{type, select, bank {{count, plural, one {# bank has changed.} other {# banks have changed.}}} other {{count, plural, one {# connection has changed.} other {# connections have changed.}}}}",
  },
  state: {
    connected: "Connected",
    password_needed: "{login, select, password {New password} other {Sign-in details}}",
    code_needed: "Code needed",
    unfinished: "Not finished",
    elsewhere: "Repaired elsewhere",
    bank_trouble: "{type, select, bank {Bank not answering} other {Not answering}}",
    unsure: "To be confirmed",
    checking: "Checking",
  },
  actor: {
    you: "It is your turn",
    bank: "{type, select, bank {It is up to the bank} other {Not up to you}}",
    us: "We are on it",
  },
  why: {
    connected: "{bank} sends us your data as usual.",
    password_needed:
      "{login, select, password {{bank} no longer accepts the password you gave. Type the new one and your data will arrive again.} other {{bank} no longer accepts the details you gave. Type them again and your data will arrive again.}}",
    code_needed: "{bank} asks for a security code. Have your phone at hand: it takes a minute.",
    unfinished:
      "The connection to {bank} was left halfway. Finish it and your data will start to arrive.",
    elsewhere: "The permission for {bank} is renewed in the Meu Belvo portal, not on this page.",
    bank_trouble: "{bank} is not answering. As soon as it works again, you will see it here.",
    unsure: "We are not sure how {bank} is. We keep checking, and you will see it here.",
    checking:
      "Something may have changed at {bank}. We are checking; in a moment you will see it here.",
  },
  repair: {
    watch: "Tell me when {bank} is back",
    watching: "We will tell you here as soon as {bank} works again.",
    unwatch: "Stop telling me",
    back: "{bank} works again.",
    triesFailed:
      "{bank} has refused your details {count, plural, one {# time} other {# times}}. Sign in on its site or app first: one more error may lock your account.",
    wayOut: "Still not working? Connect {bank} again in your app, or ask its support for help.",
    updateBank: "Update {bank}",
    portal: "Go to Meu Belvo",
    notYou: "There is nothing you need to do.",
    busyElsewhere: "Finish what you have opened first.",
    preparing: "Opening {bank}'s screen…",
    confirming: "Confirming with {bank}…",
    withBank: "You are on {bank}'s screen.",
    repaired: "Done: {bank} is connected again.",
    already: "{bank} is already connected. There is nothing you need to do.",
    left: "You closed {bank}'s screen. You can go on whenever you like.",
    reload: "Reload and try",
    screen: "{type, select, bank {Your bank} other {{bank}}}'s screen",
    stuck:
      "Is {type, select, bank {your bank} other {{bank}}}'s screen stuck? You can close it and go back.",
    leave: "Close and go back",
    close: "Close message",
    away: "We are taking you to Belvo's page to connect {bank}. When you come back, you will see here how it went.",
    hosted: "Continue on Belvo's page",
    hostedAbout:
      "You can also do this on the page of Belvo, which makes this connection. You come back here at the end.",
    hostedAlone:
      "Belvo's page for {bank} is ready. Come back here yourself when you are done: that page will not bring you back.",
    hostedGo: "Go to Belvo's page",
    expiring: "For your security, this screen closes soon. If you are not done yet, start again.",
    startAgain: "Start again",
    stillBroken: {
      login_error:
        "{bank} did not accept those details. {login, select, password {Check your password on its site or app before you try again.} other {Check that they are complete before you try again.}}",
      token_required: "{bank} did not accept the code. Get a new one and try again.",
      too_many_sessions:
        "You have another session open at {bank}. Close it, wait two minutes and try again.",
      bank_down: "{bank} is not working right now. It is not your fault: try later.",
      other: "{bank} is still not connected. You can try again.",
    },
    failed: {
      no_network: "You are offline. Check your connection and try again.",
      no_answer: "No answer reached us in time. Check your internet connection and try again.",
      widget_unreachable:
        "We could not prepare {type, select, bank {your bank} other {{bank}}}'s screen. Try again.",
      widget_blocked:
        "Something in your browser stops {type, select, bank {your bank} other {{bank}}}'s screen, perhaps an ad blocker. Turn it off here and try again.",
      widget_no_module:
        "{type, select, bank {Your bank} other {{bank}}}'s screen arrived incomplete. Try again.",
      widget_unready:
        "{type, select, bank {Your bank} other {{bank}}}'s screen is taking too long to open. Try again.",
      widget_broken:
        "{type, select, bank {Your bank} other {{bank}}}'s screen could not be opened. Try again.",
      page_outdated:
        "{type, select, bank {Your bank} other {{bank}}}'s screen did not arrive. Reload this page and try again.",
      widget_silent:
        "{type, select, bank {Your bank} other {{bank}}}'s screen stayed blank. Try again.",
      expired:
        "A long time passed and {type, select, bank {your bank} other {{bank}}}'s screen closed for safety. Try again.",
      other_tab:
        "You are already with {type, select, bank {this bank} other {{bank}}} in another tab. Finish there, or close it.",
      not_confirmed:
        "{type, select, bank {Your bank} other {{bank}}} has not confirmed the change yet. We keep checking, and this page will update by itself.",
      rate_limited: "There are many tries at the moment. Wait a minute and try again.",
      belvo_unreachable:
        "We cannot open {type, select, bank {your bank} other {{bank}}}'s screen right now. Try in a few minutes; your data are safe.",
      not_found:
        "This connection no longer exists. You can connect {type, select, bank {the bank} other {{bank}}} again in your app.",
      not_repairable_here: "This connection is not repaired on this page.",
      unauthenticated: "Your session has ended. Come in again from your app.",
      other: "Something failed on our side. Try again in a moment.",
    },
  },
  repairAll: {
    title: "{type, select, bank {Repair your banks} other {Repair your connections}}",
    start:
      "{type, select, bank {{count, plural, one {Repair # bank} other {Repair all # banks}}} other {{count, plural, one {Repair # connection} other {Repair all # connections}}}}",
    goOn: "{type, select, bank {{count, plural, one {Go on: # bank to go} other {Go on: # banks to go}}} other {{count, plural, one {Go on: # connection to go} other {Go on: # connections to go}}}}",
    about: "We go one by one. You can skip one or go on later, on another device too.",
    begin: "Start",
    progress: "{type, select, bank {Bank} other {Step}} {place, number} of {count, number}",
    skip: "Skip {bank}",
    later: "Go on later",
    kept: "We keep how far you got. You can go on later, on another device too.",
    all: "{type, select, bank {Your banks to repair} other {Your connections to repair}}",
    outcome: { waiting: "To do", skipped: "Skipped", not_yours: "Not up to you" },
    allDone: "All done",
    over: "That is all for now",
    result:
      "You repaired {repaired, number} of {type, select, bank {{count, plural, one {# bank} other {# banks}}} other {{count, plural, one {# connection} other {# connections}}}}.",
    repaired: "Repaired",
    notRepaired: "Not repaired",
    takeUp: "Try {bank}",
    see: "See {bank}",
    why: {
      still_broken: "{type, select, bank {The bank} other {{bank}}} did not accept the details.",
      left: "You closed {type, select, bank {the bank} other {{bank}}}'s screen.",
      expired: "{type, select, bank {The bank} other {{bank}}}'s screen closed after a while.",
      failed: "{type, select, bank {The bank} other {{bank}}}'s screen could not be opened.",
      bank_trouble:
        "{type, select, bank {The bank} other {{bank}}} is not answering. There is nothing you need to do.",
      unknown: "We do not know how it ended.",
      elsewhere: "It is repaired in another place.",
      unsure: "We are not sure how it is. We keep checking.",
      gone: "This connection no longer exists.",
      skipped: "You skipped it.",
    },
  },
  refresh: {
    ask: "Get my data now",
    asking: "Asking for your data…",
    wait: "{bank} has another session open. You can try again at {time}.",
    started: "Done: we asked for your data. They usually arrive in a few minutes.",
    freshAlready: "You already have your latest data.",
    needsYou: "{bank} needs you. See above what to do.",
    loginRefused:
      "{bank} did not let us in this time. {login, select, password {If you changed your password, we will ask for it here.} other {If your details changed, we will ask for the new ones here.}}",
    unreachable: "We could not ask for your data right now. Try in a few minutes.",
  },
  link: {
    kind: "{type, select, bank {Bank} fiscal {Taxes} employment {Employment} other {Institution}}",
    history: "History",
    noHistory: "Nothing has happened yet.",
    notFoundTitle: "We could not find this connection",
    notFoundText: "It may no longer exist, or be somebody else's.",
    checked: "Last checked: {when}",
    because: {
      reading:
        "We have it from Belvo, which connects us to {type, select, bank {your bank} other {{bank}}}.",
      hint: "We were told of a change and are checking it.",
      refusal:
        "{type, select, bank {Your bank} other {{bank}}} did not answer when we asked for your data.",
    },
    receipt: {
      title: "Receipt",
      before: "Before",
      after: "After",
      confirmed: "Confirmed",
      took: "Time taken",
      reference: "Reference for support",
      copy: "Copy",
      copied: "Copied",
    },
    entries: {
      opened: "You opened {type, select, bank {the bank} other {{bank}}}'s screen",
      connected: "{type, select, bank {The bank} other {{bank}}} confirmed the connection",
      password_needed:
        "{login, select, password {The password stopped working} other {{bank} stopped accepting your details}}",
      code_needed: "{type, select, bank {The bank} other {{bank}}} asked for a code",
      unfinished: "The connection was left halfway",
      elsewhere: "{type, select, bank {The bank's} other {{bank}'s}} permission ended",
      bank_trouble: "{type, select, bank {The bank} other {{bank}}} did not answer",
      unsure: "We could not tell how it is",
      checking: "We began to check how it is",
      fresh: "Data up to date: {when}",
      asked: "You asked for your data",
      repairedIn: "Repaired by you in {time}",
      ended_repaired: "Repaired by you",
      ended_still_broken: "It did not work this time",
      ended_left: "You closed {type, select, bank {the bank} other {{bank}}}'s screen",
      ended_expired: "{type, select, bank {The bank} other {{bank}}}'s screen closed after a while",
      ended_failed: "{type, select, bank {The bank} other {{bank}}}'s screen could not be opened",
      ended_unknown: "We do not know how it ended on Belvo's page",
      ended_confirming: "Waiting for confirmation",
    },
  },
} as const satisfies Catalogue;
