import { describe, expect, it, vi } from "vitest";
import { createTimers, FakeStream } from "../../testing/fake-tabs.ts";
import { keepStream } from "./keep-stream.ts";

function bench({ random = 0.5 } = {}) {
  const { after, pass } = createTimers();
  const streams: FakeStream[] = [];
  const heard = vi.fn<(type: string, data: unknown) => void>();
  const lost = vi.fn<() => void>();
  const open = () => {
    const stream = new FakeStream();
    streams.push(stream);
    return stream;
  };
  const kept = keepStream({ open, after, random: () => random, heard, lost });
  return {
    kept,
    heard,
    lost,
    pass,
    opened: () => streams.length,
    stream: () => streams.at(-1) ?? new FakeStream(),
  };
}

describe("keepStream", () => {
  it("passes on resets and changes, and no other event", () => {
    const { stream, heard, lost, pass } = bench();
    stream().say("reset");
    stream().say("change", { seq: 1 });
    stream().say("weather", "fine");
    expect(heard.mock.calls).toEqual([
      ["reset", "{}"],
      ["change", '{"seq":1}'],
    ]);
    pass(3_600_000);
    expect(lost).not.toHaveBeenCalled();
  });

  it("gives up a stream that opens and stays silent, and opens another a minute later", () => {
    const { stream, lost, pass, opened } = bench();
    const first = stream();
    first.accept();
    pass(9_999);
    expect(lost).not.toHaveBeenCalled();
    pass(1);
    expect(lost).toHaveBeenCalledOnce();
    expect(first.readyState).toBe(2);
    pass(59_999);
    expect(opened()).toBe(1);
    pass(1);
    expect(opened()).toBe(2);
  });

  it.each([
    [0, 45_000],
    [1, 75_000],
  ])(
    "tries again at another time than other browsers: with chance %d after %d ms",
    (random, ms) => {
      const { stream, pass, opened } = bench({ random });
      stream().refuse();
      pass(ms - 1);
      expect(opened()).toBe(1);
      pass(1);
      expect(opened()).toBe(2);
    },
  );

  it("gives up a stream at once that is refused", () => {
    const { stream, lost, pass, opened } = bench();
    stream().refuse();
    expect(lost).toHaveBeenCalledOnce();
    pass(60_000);
    expect(opened()).toBe(2);
  });

  it("keeps a broken stream that the browser resumes, even if it then has nothing to send", () => {
    const { stream, lost, pass, opened } = bench();
    stream().say("reset");
    stream().drop();
    pass(4_000);
    stream().drop();
    pass(4_000);
    stream().accept();
    pass(3_600_000);
    expect(lost).not.toHaveBeenCalled();
    expect(opened()).toBe(1);
  });

  it("gives up a stream that the browser cannot resume, however often it tries", () => {
    const { stream, lost, pass } = bench();
    stream().say("reset");
    for (let tries = 0; tries < 4; tries += 1) {
      stream().drop();
      pass(3_000);
    }
    expect(lost).toHaveBeenCalledOnce();
  });

  it("gives up a stream that is open but has never sent anything", () => {
    const { stream, lost, pass } = bench();
    stream().drop();
    stream().accept();
    pass(10_000);
    expect(lost).toHaveBeenCalledOnce();
  });

  it("opens a stream at once when the person looks at the page, unless one is open", () => {
    const { kept, stream, pass, opened } = bench();
    kept.wake();
    expect(opened()).toBe(1);
    stream().refuse();
    kept.wake();
    expect(opened()).toBe(2);
    stream().say("reset");
    pass(3_600_000);
    expect(opened()).toBe(2);
  });

  it("closes its stream and opens no other once it is closed", () => {
    const { kept, stream, lost, pass, opened } = bench();
    kept.close();
    expect(stream().readyState).toBe(2);
    pass(3_600_000);
    expect(opened()).toBe(1);
    expect(lost).not.toHaveBeenCalled();
  });
});
