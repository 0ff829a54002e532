/**
 * Texts that share their element with something. React writes to such a text itself, where others are
 * replaced as a whole: a browser that translates the page puts something else in its place, and what is
 * written from then on is not seen.
 *
 * Runs in the browser too, and so refers to nothing outside.
 */
export function findSharedTexts(root: Node): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    const isKept = Object.keys(node).some((key) => key.startsWith("__reactFiber$"));
    if (node.nodeType !== Node.TEXT_NODE || !isKept || !node.nodeValue?.trim()) continue;
    found.push(`${node.nodeValue} ← ${node.parentElement?.outerHTML ?? ""}`);
  }
  return found;
}
