/** Ways for Belvo's widget to go wrong that it plays itself; `fault-settings.ts` says what each does. */
export const WIDGET_PLAYS = [
  "normal",
  "drawn_silent",
  "asks_inline",
  "asks_eval",
  "asks_cdn",
  "silent",
  "late_success",
  "exit_before_callback",
  "exit_only",
  "callback_twice",
  "puts_back",
] as const;
