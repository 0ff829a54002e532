import type { BrowserContext } from "@playwright/test";

/** So much longer than the Spanish that the page was drawn with may a language of later be. */
const LONGER_BY = 0.4;

/**
 * Makes every text of the page longer, as a language would that needs more room: in words of usual
 * length, so that lines break where they would. What a text says stays at its beginning.
 */
export async function lengthen(context: BrowserContext): Promise<void> {
  // The runner that strips our types gives functions their names back by this, which pages lack.
  await context.addInitScript("globalThis.__name = (named) => named;");
  await context.addInitScript((share) => {
    if (window.location.protocol === "about:") return;
    const padded = new WeakMap<Node, string>();
    const pad = (node: Node) => {
      const text = node.nodeValue ?? "";
      if (text.trim() === "" || padded.get(node) === text) return;
      const more = "xxxxxx ".repeat(text.length).slice(0, Math.ceil(text.length * share));
      padded.set(node, `${text} ${more}`.trimEnd());
      node.nodeValue = padded.get(node) ?? text;
    };
    const padAll = (root: Node) => {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      if (root.nodeType === Node.TEXT_NODE) pad(root);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) pad(node);
    };
    document.addEventListener("DOMContentLoaded", () => {
      const root = document.getElementById("root");
      if (!root) return;
      new MutationObserver((changes) => {
        for (const { type, target, addedNodes } of changes) {
          if (type === "characterData") pad(target);
          else addedNodes.forEach(padAll);
        }
      }).observe(root, { childList: true, characterData: true, subtree: true });
    });
  }, LONGER_BY);
}
