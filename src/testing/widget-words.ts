import type { WidgetWords } from "../web/core/widget/hold-page.ts";

/** What the page says beside an open widget. */
export const widgetWords: WidgetWords = {
  title: "Your bank's screen",
  stuck: "Is it stuck?",
  leave: "Close",
  hosted: "Belvo's page",
  expiring: "It closes soon",
  startAgain: "Start again",
};
