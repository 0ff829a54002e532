import { act, render, screen } from "@testing-library/react";
import { Component, Suspense, type ReactNode } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { lazyPart, PartMissingError } from "./lazy-part.tsx";

const Hello = ({ name }: { name: string }) => <p>{`Hola, ${name}`}</p>;

class Catch extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!(error instanceof PartMissingError)) return this.props.children;
    return (
      <button
        onClick={() => {
          error.forget?.();
          this.setState({ error: null });
        }}
      >
        {error.forget ? "fetch it" : "only a fresh page"}
      </button>
    );
  }
}

const draw = (part: ReactNode) =>
  act(() => {
    render(
      <Catch>
        <Suspense fallback={<p>…</p>}>{part}</Suspense>
      </Catch>,
    );
    return Promise.resolve();
  });

const setOnline = (isOnline: boolean) =>
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(isOnline);

afterEach(() => vi.useRealTimers());

describe("a part of the page whose script comes later", () => {
  it("is drawn when its script has come, and fetched once", async () => {
    const load = vi.fn(() => Promise.resolve(Hello));
    const Part = lazyPart(load);
    await draw(<Part name="Ana" />);
    expect(screen.getByText("Hola, Ana")).toBeVisible();
    await draw(<Part name="Bruno" />);
    expect(load).toHaveBeenCalledOnce();
  });

  it("is drawn at once when it was fetched ahead", async () => {
    const Part = lazyPart(() => Promise.resolve(Hello));
    void Part.preload();
    await Promise.resolve().then(() => undefined);
    await act(() => Promise.resolve());
    render(
      <Suspense fallback={<p>…</p>}>
        <Part name="Ana" />
      </Suspense>,
    );
    expect(screen.getByText("Hola, Ana")).toBeVisible();
  });

  it("is fetched when there is a network again, after there was none", async () => {
    const Part = lazyPart(() => Promise.resolve(Hello));
    setOnline(false);
    // React says on the console what a boundary catches.
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    await draw(<Part name="Ana" />);
    setOnline(true);
    await act(() => {
      screen.getByText("fetch it").click();
      return Promise.resolve();
    });
    expect(screen.getByText("Hola, Ana")).toBeVisible();
  });

  it("leaves only a fresh page when its script was asked for and did not come", async () => {
    vi.useFakeTimers();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const Part = lazyPart<{ name: string }>(() => Promise.reject(new TypeError("gone")));
    void Part.preload();
    await vi.advanceTimersByTimeAsync(1_000);
    await draw(<Part name="Ana" />);
    expect(screen.getByText("only a fresh page")).toBeVisible();
  });
});
