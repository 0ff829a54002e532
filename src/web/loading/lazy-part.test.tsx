import { act, render, screen } from "@testing-library/react";
import { Component, Suspense, type ReactNode } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { inSpanish } from "../../testing/in-spanish.ts";
import { I18nContext } from "../i18n/i18n-context.tsx";
import { lazyPart } from "./lazy-part.tsx";
import { extraPart } from "./extra-part.tsx";
import { loadOnce, PartMissingError, type Loader } from "./load-once.ts";

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

const draw = (part: ReactNode, messages: Loader<true> = inSpanish.messages.pages) =>
  act(() => {
    render(
      <I18nContext value={{ ...inSpanish, messages: { ...inSpanish.messages, pages: messages } }}>
        <Catch>
          <Suspense fallback={<p>…</p>}>{part}</Suspense>
        </Catch>
      </I18nContext>,
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
    void Part.preload(inSpanish);
    await Promise.resolve().then(() => undefined);
    await act(() => Promise.resolve());
    render(
      <I18nContext value={inSpanish}>
        <Suspense fallback={<p>…</p>}>
          <Part name="Ana" />
        </Suspense>
      </I18nContext>,
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
    Part.preload(inSpanish).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    await draw(<Part name="Ana" />);
    expect(screen.getByText("only a fresh page")).toBeVisible();
  });
});

describe("a part that is still on its way after the time that an answer has", () => {
  it("can come later, when it is asked for again", async () => {
    vi.useFakeTimers();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    let come: (part: typeof Hello) => void = () => undefined;
    const coming = new Promise<typeof Hello>((resolve) => (come = resolve));
    const Part = lazyPart(() => coming);
    await draw(<Part name="Ana" />);
    await act(() => vi.advanceTimersByTimeAsync(12_000));
    come(Hello);
    await act(() => {
      screen.getByText("fetch it").click();
      return Promise.resolve();
    });
    expect(screen.getByText("Hola, Ana")).toBeVisible();
  });

  it("leaves only a fresh page when its words are gone", async () => {
    vi.useFakeTimers();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const Part = lazyPart<{ name: string }>(() => new Promise(() => undefined));
    const messages = loadOnce<true>(() => Promise.reject(new TypeError("gone")));
    await draw(<Part name="Ana" />, messages);
    await act(() => vi.advanceTimersByTimeAsync(12_000));
    expect(screen.getByText("only a fresh page")).toBeVisible();
  });
});

describe("the words of a part", () => {
  it("are fetched with its script, and waited for", async () => {
    let come: () => void = () => undefined;
    const messages = loadOnce(() => new Promise<true>((resolve) => (come = () => resolve(true))));
    const Part = lazyPart(() => Promise.resolve(Hello));
    await draw(<Part name="Ana" />, messages);
    expect(screen.queryByText("Hola, Ana")).toBeNull();
    await act(() => {
      come();
      return Promise.resolve();
    });
    expect(screen.getByText("Hola, Ana")).toBeVisible();
  });

  it("are fetched with the script when there is a network again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const messages = loadOnce(() => Promise.resolve(true as const));
    const Part = lazyPart(() => Promise.resolve(Hello));
    setOnline(false);
    await draw(<Part name="Ana" />, messages);
    setOnline(true);
    await act(() => {
      screen.getByText("fetch it").click();
      return Promise.resolve();
    });
    expect(screen.getByText("Hola, Ana")).toBeVisible();
  });

  it("leave nothing in the place of an extra part where they do not come", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    setOnline(false);
    const Part = extraPart(() => Promise.resolve(Hello));
    await draw(
      <Part name="Ana" />,
      loadOnce(() => Promise.resolve(true as const)),
    );
    setOnline(true);
    expect(screen.queryByText("Hola, Ana")).toBeNull();
    expect(screen.queryByText("…")).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("comes once the network is back", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    setOnline(false);
    const Part = extraPart(() => Promise.resolve(Hello));
    await draw(<Part name="Ana" />);
    expect(screen.queryByText("Hola, Ana")).toBeNull();
    setOnline(true);
    await act(() => {
      window.dispatchEvent(new Event("online"));
      return Promise.resolve();
    });
    expect(screen.getByText("Hola, Ana")).toBeVisible();
  });

  it("comes a moment later, where it was only slow", async () => {
    vi.useFakeTimers();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    let come: (part: typeof Hello) => void = () => undefined;
    const coming = new Promise<typeof Hello>((resolve) => (come = resolve));
    const Part = extraPart(() => coming);
    await draw(<Part name="Ana" />);
    await act(() => vi.advanceTimersByTimeAsync(12_000));
    come(Hello);
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    expect(screen.getByText("Hola, Ana")).toBeVisible();
  });

  it("has what stands for it in its place: while it comes, and where it does not", async () => {
    vi.useFakeTimers();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const Part = extraPart<{ name: string }>(() => Promise.reject(new TypeError("gone")), {
      Coming: ({ name }) => <p>{`${name} is coming`}</p>,
      Missing: ({ name }) => <p>{`${name} is gone`}</p>,
    });
    await draw(<Part name="Ana" />);
    expect(screen.getByText("Ana is coming")).toBeVisible();
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(screen.getByText("Ana is gone")).toBeVisible();
  });
});
