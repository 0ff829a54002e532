import type { Elements } from "../element.ts";
import type { Words } from "../words/words.ts";

interface LeaveDialog {
  parent: HTMLElement;
  elements: Elements;
  words: Words;
  onLeave: () => void;
}

/** Asks once more, above the screen that is shown. Escape means "stay". */
export function askToLeave(options: LeaveDialog): HTMLDialogElement {
  const { parent, elements, words, onLeave } = options;
  const { button, element } = elements;
  const { leave } = words;
  const dialog = element(
    "dialog",
    { class: "leave", "aria-labelledby": "leave-title", "aria-describedby": "leave-text" },
    element("h2", { id: "leave-title" }, leave.title),
    element("p", { id: "leave-text", class: "lead" }, leave.text),
    element(
      "div",
      { class: "actions" },
      button("primary", leave.stay, () => dialog.close()),
      button("secondary", leave.leave, () => {
        dialog.close();
        onLeave();
      }),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  parent.append(dialog);
  dialog.showModal();
  return dialog;
}
