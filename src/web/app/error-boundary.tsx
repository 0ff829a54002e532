import { Component, type ReactNode } from "react";
import { PartMissingError } from "../loading/load-once.ts";
import { Crashed, PartMissing } from "./failures.tsx";
import { reportPageError } from "./report-page-error.ts";

interface Props {
  /** Where the person is: when they go elsewhere, it is tried anew. */
  place?: string;
  /** True while a fresh page would cost the person what they are at. */
  isBusy?: boolean;
  children: ReactNode;
}

interface State {
  place: string | undefined;
  failure: { error: unknown } | null;
}

/** Catches what goes wrong in drawing a part of the page, and says so in its place. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { place: this.props.place, failure: null };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { failure: { error } };
  }

  static getDerivedStateFromProps({ place }: Props, state: State): Partial<State> | null {
    return place === state.place ? null : { place, failure: null };
  }

  override componentDidCatch(error: unknown): void {
    if (!(error instanceof PartMissingError)) reportPageError("render", error);
  }

  readonly #retry = () => this.setState({ failure: null });

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    const { error } = failure;
    return error instanceof PartMissingError ? (
      <PartMissing error={error} isBusy={this.props.isBusy ?? false} retry={this.#retry} />
    ) : (
      <Crashed retry={this.#retry} />
    );
  }
}
