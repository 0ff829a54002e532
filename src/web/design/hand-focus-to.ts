/**
 * Makes a ref for what may leave the page with the person's focus in it. Focus then goes to the first
 * of these elements that is there, and to the page itself when none is: never to nothing.
 */
export function handFocusTo(...ids: string[]) {
  return (leaving: HTMLElement | null) => () => {
    if (!leaving?.contains(document.activeElement)) return;
    // React lets go of a ref before the element leaves, and also when it stays.
    queueMicrotask(() => {
      if (!leaving.isConnected) focusFirst([...ids, "main"], { preventScroll: true });
    });
  };
}

/** Gives focus to the first of these elements that is there. */
export function focusFirst(ids: string[], options?: FocusOptions): void {
  const [element] = ids.flatMap((id) => document.getElementById(id) ?? []);
  element?.focus(options);
}
