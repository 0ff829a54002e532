import type { Behaviour } from "./ask-behaviour.ts";

/**
 * Asks a document's policy for what a form of the widget cannot do without.
 *
 * @returns False when it was refused: such a widget shows an empty frame and says nothing.
 */
export async function askOfPolicy(
  mode: Behaviour["mode"],
  inner: Document,
  origin: string,
): Promise<boolean> {
  if (mode === "asks_inline") return takesInline(inner);
  if (mode === "asks_eval") return compiles();
  return mode === "asks_cdn" ? loadsFrom(`${origin}/v1.0.0/stable`, origin, inner) : true;
}

/** A style and a script without addresses: each leaves a mark when it is let in. */
function takesInline(inner: Document): boolean {
  const style = inner.createElement("style");
  style.textContent = ":root { --inline: 1 }";
  const script = inner.createElement("script");
  script.textContent = 'document.documentElement.dataset.inline = "1"';
  inner.head.append(style, script);
  const { documentElement: root, defaultView: view } = inner;
  const isStyled = view?.getComputedStyle(root).getPropertyValue("--inline").trim() === "1";
  return isStyled && root.dataset["inline"] === "1";
}

function compiles(): boolean {
  try {
    return Boolean(Reflect.construct(Function, ["return true"]));
  } catch {
    return false;
  }
}

/** A style, a font and an image. That the font has no letters does not matter, but a refusal does. */
async function loadsFrom(folder: string, origin: string, inner: Document): Promise<boolean> {
  let isRefused = false;
  inner.addEventListener("securitypolicyviolation", () => (isRefused = true));
  const font =
    inner.defaultView && new inner.defaultView.FontFace("W", `url(${folder}/widget.woff2)`);
  void font?.load().catch(() => undefined);

  const sheet = inner.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: `${folder}/widget.css` });
  const image = inner.createElement("img");
  Object.assign(image, {
    hidden: true,
    src: `${origin}/statics/institutions/icon_logos/erebor.svg`,
  });
  const loaded = await Promise.all([sheet, image].map((element) => append(element, inner)));
  image.remove();
  return loaded.every(Boolean) && !isRefused;
}

function append(element: HTMLElement, inner: Document): Promise<boolean> {
  return new Promise((resolve) => {
    element.addEventListener("load", () => resolve(true));
    element.addEventListener("error", () => resolve(false));
    (element.localName === "link" ? inner.head : inner.body).append(element);
  });
}
