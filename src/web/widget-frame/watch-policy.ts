/**
 * Tells when the policy refuses something to this document, or to the documents without an address in
 * it, which take the policy over.
 */
export function watchPolicy(document: Document, tell: () => void): void {
  const watched = new WeakSet<Document>();
  const watch = (each: Document | null) => {
    if (!each || watched.has(each)) return;
    watched.add(each);
    each.addEventListener("securitypolicyviolation", tell);
  };
  const watchFrames = () => {
    for (const frame of document.querySelectorAll("iframe")) {
      watch(documentIn(frame));
      frame.addEventListener("load", () => watch(documentIn(frame)));
    }
  };
  watch(document);
  new MutationObserver(watchFrames).observe(document, { childList: true, subtree: true });
}

/** `null` where the frame's document is of another origin: that one has a policy of its own. */
function documentIn(frame: HTMLIFrameElement): Document | null {
  return frame.contentDocument;
}
