import { Component, Suspense, type ComponentType, type ReactNode } from "react";
import { lazyPart, type LazyPart } from "./lazy-part.tsx";
import { PartMissingError } from "./load-once.ts";

/**
 * A part without which the page is whole: there is nothing in its place while its script and words are on
 * their way, nor where they do not come. Where they still can, they are asked for once the network is back.
 */
export function extraPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyPart<Props> {
  const Part = lazyPart(load, { isExtra: true });
  const Extra = (props: Props) => (
    <NothingWhereMissing>
      <Suspense>
        <Part {...props} />
      </Suspense>
    </NothingWhereMissing>
  );
  return Object.assign(Extra, { preload: Part.preload });
}

class NothingWhereMissing extends Component<{ children: ReactNode }, { isMissing: boolean }> {
  override state = { isMissing: false };
  #listening = new AbortController();

  static getDerivedStateFromError(error: unknown) {
    // A fault of ours is the page's matter.
    if (!(error instanceof PartMissingError)) throw error;
    return { isMissing: true };
  }

  override componentDidCatch(error: unknown): void {
    if (!(error instanceof PartMissingError) || !error.forget) return;
    error.forget();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const again = () => this.setState({ isMissing: false });
    window.addEventListener("online", again, { signal, once: true });
  }

  override componentWillUnmount(): void {
    this.#listening.abort();
  }

  override render(): ReactNode {
    return this.state.isMissing ? null : this.props.children;
  }
}
