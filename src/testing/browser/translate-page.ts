import type { Page } from "@playwright/test";

/**
 * Does to a page what Chromium's translation does: every text node gives way to elements, also those
 * that come into the page later.
 */
export async function translatePage(page: Page): Promise<void> {
  await page.evaluate((tag) => {
    const translate = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found: Text[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node instanceof Text && isWords(node)) found.push(node);
      }
      for (const text of found) {
        const outer = document.createElement(tag);
        outer.append(document.createElement(tag));
        outer.firstElementChild?.append(text.data);
        text.replaceWith(outer);
      }
    };
    const isWords = ({ data, parentElement }: Text) =>
      data.trim() !== "" && !parentElement?.closest("font, script, style, noscript");

    translate(document.body);
    const watching = new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes) {
        for (const node of addedNodes) if (node.isConnected) translate(target);
      }
    });
    watching.observe(document.body, { childList: true, subtree: true });
  }, "font");
}
