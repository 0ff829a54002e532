import type { Page } from "@playwright/test";

/** What sticks out of the page or is cut off by its box; nothing where all is well. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const wide = root.scrollWidth - root.clientWidth;
    const faults = wide > 0 ? [`the page sticks out by ${wide} pixels`] : [];
    for (const each of document.querySelectorAll("#root *")) {
      const isLeaf = each.childElementCount === 0 && each.clientWidth !== 1;
      if (wide <= 0 || !isLeaf || each.getBoundingClientRect().right <= root.clientWidth) continue;
      faults.push(`beyond the edge: ${each.tagName} ${each.textContent}`);
    }
    const canvas = document.createElement("canvas").getContext("2d");

    for (const each of document.querySelectorAll<HTMLElement>("#root *")) {
      const { display, position, font, paddingLeft, paddingRight } = getComputedStyle(each);
      const isText = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE);
      const isSeen = each.clientWidth > 1 && display !== "inline" && position !== "fixed";
      if (isText && isSeen && each.scrollWidth > each.clientWidth + 1) {
        faults.push(`cut off: ${each.tagName} ${each.textContent}`);
      }
      if (each instanceof HTMLSelectElement && isSeen && canvas) {
        const shown = each.selectedOptions[0]?.text ?? "";
        canvas.font = font;
        const room = each.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
        if (canvas.measureText(shown).width > room) faults.push(`cut off: choice ${shown}`);
      }
    }
    return faults;
  });
}
