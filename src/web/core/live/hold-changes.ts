interface HoldTools {
  /** Shows one event of the server's. */
  apply: (type: string, data: unknown) => void;
  /** True while events wait. */
  isHeld: () => boolean;
  /** Tells whenever that may have changed, until the function it returns is called. */
  subscribe: (listener: () => void) => () => void;
  /** Does `work` once nothing else is going on. */
  whenIdle: (work: () => void) => void;
  signal: AbortSignal;
}

/**
 * Has events wait while the person waits for something that matters more: our own news that a repair
 * was opened comes right before its widget is built, and to draw it would make them wait longer.
 *
 * @returns What takes one event of the server's.
 */
export function holdChanges(tools: HoldTools): (type: string, data: unknown) => void {
  const { apply, isHeld, subscribe, whenIdle, signal } = tools;
  const held: { type: string; data: unknown }[] = [];

  const release = () => {
    if (held.length === 0 || isHeld()) return;
    whenIdle(() => {
      if (signal.aborted || isHeld()) return;
      for (const { type, data } of held.splice(0)) apply(type, data);
    });
  };
  signal.addEventListener("abort", subscribe(release));

  return (type, data) => {
    // Who waits already goes first.
    if (isHeld() || held.length > 0) held.push({ type, data });
    else apply(type, data);
  };
}
