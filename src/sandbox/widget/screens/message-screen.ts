import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import type { Message } from "../words/words.ts";
import { heading } from "./heading.ts";

interface MessageScreen {
  elements: Elements;
  tone: "good" | "bad";
  message: Message;
  /** The first one is the one that most people want. */
  choices: readonly { label: string; onPress: () => void }[];
}

/** An end, or a halt: how it went, why, and what can be done now. */
export function messageScreen(options: MessageScreen): ScreenView {
  const { elements, tone, message, choices } = options;
  const { button, element, icon } = elements;
  const title = heading(elements, message.title);
  const buttons = choices.map(({ label, onPress }, at) =>
    button(at === 0 ? "primary" : "secondary", label, onPress),
  );
  const root = element(
    "div",
    { class: "message" },
    element("span", { class: `badge ${tone}` }, icon(tone === "good" ? "check" : "bang")),
    title,
    element("p", { class: "lead" }, message.text),
    element("div", { class: "actions" }, ...buttons),
  );
  return { root, focus: title };
}
