type Refusal = { directive: string; blocked: string };

/**
 * Tells what the policy refuses to this document, and to the documents without an address in it, which
 * take the policy over: what Belvo's widget lacks there, nobody would hear of otherwise.
 */
export function watchPolicy(document: Document, tell: (refusal: Refusal) => void): void {
  const watched = new WeakSet<Document>();
  const watch = (each: Document | null) => {
    if (!each || watched.has(each)) return;
    watched.add(each);
    each.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      tell({ directive: effectiveDirective, blocked: withoutPath(blockedURI) });
    });
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

/** An address may hold anything; where it leads is enough. */
function withoutPath(blocked: string): string {
  return /^[a-z]+:\/\/[^/?#]+/i.exec(blocked)?.[0].toLowerCase() ?? blocked.split(":")[0] ?? "";
}
