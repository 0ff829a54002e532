import { Component, Suspense, type ComponentType, type ReactNode } from "react";
import { lazyPart, type LazyPart } from "./lazy-part.tsx";
import { PartMissingError } from "./load-once.ts";

/**
 * A part without which the page is whole: there is nothing in its place while its script and words are on
 * their way, nor where they do not come.
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

  static getDerivedStateFromError(error: unknown) {
    // A fault of ours is the page's matter.
    if (!(error instanceof PartMissingError)) throw error;
    return { isMissing: true };
  }

  override render(): ReactNode {
    return this.state.isMissing ? null : this.props.children;
  }
}
