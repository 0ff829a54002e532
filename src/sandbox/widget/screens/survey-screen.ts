import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import type { Words } from "../words/words.ts";
import { heading } from "./heading.ts";

interface SurveyScreen {
  elements: Elements;
  words: Words;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks for a reason that nobody reads: the sandbox has no one to tell it to, Belvo's widget has. */
export function surveyScreen(options: SurveyScreen): ScreenView {
  const { elements, words, onStay, onLeave } = options;
  const { button, element } = elements;
  const { survey } = words;
  const title = heading(elements, survey.title);
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
