type Child = Node | string;

/**
 * Makes an element. There is no way to give it an inline style: the frame inherits the host's
 * Content-Security-Policy, and a strict one forbids them.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function button(className: string, label: string, onPress: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: className }, label);
  made.addEventListener("click", onPress);
  return made;
}

/** A paragraph in which text between backticks is shown as something to type. */
export function paragraph(className: string, text: string): HTMLParagraphElement {
  const parts = text.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part));
  return element("p", { class: className }, ...parts);
}
