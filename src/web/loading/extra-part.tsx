import { Component, Suspense, type ComponentType, type ReactNode } from "react";
import { TimeoutError } from "../core/http/fetch-in-time.ts";
import { lazyPart, type LazyPart } from "./lazy-part.tsx";
import { PartMissingError } from "./load-once.ts";

/** One that is still on its way after the time that an answer has may be there a moment later. */
const AGAIN_AFTER_MS = 5_000;

interface InItsPlace<Props> {
  /** While its script and words are on their way. */
  Coming?: ComponentType<Props>;
  /** Where they do not come. */
  Missing?: ComponentType<Props>;
}

/**
 * A part without which the page is whole: there is nothing in its place before it has come, unless that is
 * given. Where it still can come, it is asked for once the network is back, or no longer slow.
 */
export function extraPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { Coming, Missing }: InItsPlace<Props> = {},
): LazyPart<Props> {
  const Part = lazyPart(load, { isExtra: true });
  const Extra = (props: Props) => (
    <WhileItIsThere missing={Missing && <Missing {...props} />}>
      <Suspense fallback={Coming && <Coming {...props} />}>
        <Part {...props} />
      </Suspense>
    </WhileItIsThere>
  );
  return Object.assign(Extra, { preload: Part.preload });
}

interface WhileItIsThereProps {
  missing: ReactNode;
  children: ReactNode;
}

class WhileItIsThere extends Component<WhileItIsThereProps, { isMissing: boolean }> {
  override state = { isMissing: false };
  #waiting = new AbortController();

  static getDerivedStateFromError(error: unknown) {
    // A fault of ours is the page's matter.
    if (!(error instanceof PartMissingError)) throw error;
    return { isMissing: true };
  }

  override componentDidCatch(error: unknown): void {
    if (!(error instanceof PartMissingError) || !error.forget) return;
    const { forget } = error;
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    const again = () => {
      this.#waiting.abort();
      // Not before, since somebody else may wait for the same words.
      forget();
      this.setState({ isMissing: false });
    };
    window.addEventListener("online", again, { signal });
    if (!(error.cause instanceof TimeoutError)) return;
    const timer = setTimeout(again, AGAIN_AFTER_MS);
    signal.addEventListener("abort", () => clearTimeout(timer));
  }

  override componentWillUnmount(): void {
    this.#waiting.abort();
  }

  override render(): ReactNode {
    const { missing, children } = this.props;
    return this.state.isMissing ? missing : children;
  }
}
