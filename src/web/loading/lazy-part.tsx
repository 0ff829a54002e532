import { lazy, useState, type ComponentType, type ReactNode } from "react";
import { importAgain, OfflineError } from "./import-again.ts";
import { waitFor } from "./waits.ts";

/** The script of a part of the page did not come. */
export class PartMissingError extends Error {
  override readonly name = "PartMissingError";

  /**
   * Has the part fetched when it is drawn next; until then it fails with this very error. `null` where
   * only a fresh page can fetch it.
   */
  readonly forget: (() => void) | null;

  constructor(forget: (() => void) | null, options: ErrorOptions) {
    super("the script of a part of the page did not come", options);
    this.forget = forget;
  }
}

export interface LazyPart<Props> {
  (props: Props): ReactNode;
  /** Fetches the script ahead; resolves once it is there, or did not come. */
  preload: () => Promise<void>;
}

/**
 * A part of the page whose script is fetched when it is drawn, or ahead.
 *
 * @throws {PartMissingError} When it is drawn, and its script did not come.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;

  const start = () => {
    loading ??= importAgain(load).then(
      (part) => (loaded = part),
      (cause: unknown) => {
        throw new PartMissingError(cause instanceof OfflineError ? forget : null, { cause });
      },
    );
    return loading;
  };
  const drawLater = () => lazy(async () => ({ default: await start() }));
  let later = drawLater();
  const forget = () => {
    loading = null;
    later = drawLater();
  };

  function Part(props: Props) {
    // One that is drawn stays the one that it is.
    const [Drawn] = useState<ComponentType<Props>>(() => {
      if (loaded) return loaded;
      void waitFor(start()).catch(() => undefined);
      return later;
    });
    return <Drawn {...props} />;
  }
  // Whoever draws it meets a failure again.
  const preload = () =>
    start().then(
      () => undefined,
      () => undefined,
    );
  return Object.assign(Part, { preload });
}
