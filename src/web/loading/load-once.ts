import { TimeoutError } from "../core/http/fetch-in-time.ts";
import { importAgain, OfflineError } from "./import-again.ts";

/** What a part of the page needs did not come. */
export class PartMissingError extends Error {
  override readonly name = "PartMissingError";

  /**
   * Has it fetched when it is needed next; until then that fails with this very error. `null` where only a
   * fresh page can fetch it.
   */
  readonly forget: (() => void) | null;

  constructor(forget: (() => void) | null, options: ErrorOptions) {
    super("the script of a part of the page did not come", options);
    this.forget = forget;
  }
}

export interface Loader<Value> {
  /**
   * Has it fetched, the first time; gives the same promise each time.
   *
   * @throws {PartMissingError}
   */
  load: () => Promise<Value>;
  /** `null` until it is there. */
  peek: () => Value | null;
}

/** Fetches something that comes later once, however many ask for it. */
export function loadOnce<Value>(fetch: () => Promise<Value>): Loader<Value> {
  let loaded: Value | null = null;
  let loading: Promise<Value> | null = null;
  const forget = () => {
    loading = null;
  };
  return {
    peek: () => loaded,
    load: () => {
      loading ??= importAgain(fetch).then(
        (value) => (loaded = value),
        (cause: unknown) => {
          const canCome = cause instanceof OfflineError || cause instanceof TimeoutError;
          throw new PartMissingError(canCome ? forget : null, { cause });
        },
      );
      return loading;
    },
  };
}
