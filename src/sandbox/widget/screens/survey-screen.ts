import type { ScreenView } from "../card.ts";
import { button, element } from "../element.ts";
import type { Words } from "../words/words.ts";
import { heading } from "./heading.ts";

interface SurveyScreen {
  words: Words;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks for a reason that nobody reads: the sandbox has no one to tell it to, Belvo's widget has. */
export function surveyScreen({ words, onStay, onLeave }: SurveyScreen): ScreenView {
  const { survey } = words;
  const title = heading(survey.title);
  const reasons = survey.reasons.map((reason) =>
    element("label", {}, element("input", { type: "radio", name: "reason" }), reason),
  );
  const root = element(
    "div",
    { class: "survey" },
    title,
    element(
      "div",
      { class: "reasons", role: "radiogroup", "aria-labelledby": title.id },
      ...reasons,
    ),
    element(
      "div",
      { class: "actions" },
      button("primary", survey.leave, onLeave),
      button("secondary", survey.stay, onStay),
    ),
  );
  return { root, focus: title };
}
