import type { ScreenView } from "../card.ts";
import { button, element } from "../element.ts";
import { icon } from "../icon.ts";
import type { Message } from "../words/words.ts";
import { heading } from "./heading.ts";

interface MessageScreen {
  tone: "good" | "bad";
  message: Message;
  /** The first one is the one that most people want. */
  choices: readonly { label: string; onPress: () => void }[];
}

/** An end, or a halt: how it went, why, and what can be done now. */
export function messageScreen({ tone, message, choices }: MessageScreen): ScreenView {
  const title = heading(message.title);
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
