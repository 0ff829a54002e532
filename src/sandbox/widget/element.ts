import { drawIcon, type IconName } from "./icon.ts";

type Child = Node | string;

/** Makes the elements of one document. */
export interface Elements {
  /**
   * There is no way to give it an inline style: the frame inherits the host's
   * Content-Security-Policy, and a strict one forbids them.
   */
  element: <Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes?: Readonly<Record<string, string>>,
    ...children: readonly Child[]
  ) => HTMLElementTagNameMap[Tag];
  button: (className: string, label: string, onPress: () => void) => HTMLButtonElement;
  /** A paragraph in which text between backticks is shown as something to type. */
  paragraph: (className: string, text: string) => HTMLParagraphElement;
  /** A drawing in the colour of the text around it, for the eye only. */
  icon: (name: IconName) => SVGSVGElement;
}

/**
 * Makes them by the document that they are to stand in. What another document made can stand there
 * too, but WebDriver does not see it.
 */
export function elementsOf(document: Document): Elements {
  const element: Elements["element"] = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  return {
    element,
    button(className, label, onPress) {
      const made = element("button", { type: "button", class: className }, label);
      made.addEventListener("click", onPress);
      return made;
    },
    paragraph(className, text) {
      const parts = text.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part));
      return element("p", { class: className }, ...parts);
    },
    icon: (name) => drawIcon(document, name),
  };
}
