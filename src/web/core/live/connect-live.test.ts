import { describe, expect, it, vi } from "vitest";
import { createTimers, FakeStream } from "../../../testing/fake-stream.ts";
import { connectLive } from "./connect-live.ts";

function bench(lastEventId: string | null = "7", chance = 0.5) {
  const { after, pass } = createTimers();
  const streams: FakeStream[] = [];
  const onEvent = vi.fn<(type: string, data: unknown) => void>();
  const onLive = vi.fn<(isLive: boolean) => void>();
  const onRefused = vi.fn();
  const open = (id: string | null) => {
    const stream = new FakeStream(String(id));
    streams.push(stream);
    return stream;
  };
  const tools = { open, lastEventId, after, random: () => chance, onEvent, onLive, onRefused };
  const connection = connectLive(tools);
  connection.resume();
  return {
    ...connection,
    onEvent,
    onLive,
    onRefused,
    pass,
    opened: () => streams.map(({ url }) => url),
    stream: () => streams.at(-1) ?? new FakeStream(),
  };
}

describe("a live connection", () => {
  it("passes on the server's events, and no other", () => {
    const { stream, onEvent } = bench();
    stream().t("ready");
    stream().t("change", { seq: 8 }, "8");
    stream().t("reset");
    stream().t("weather", "fine");
    expect(onEvent.mock.calls).toEqual([
      ["ready", "{}"],
      ["change", '{"seq":8}'],
      ["reset", "{}"],
    ]);
  });

  it("counts as live once an event has come", () => {
    const { stream, onLive, pass } = bench();
    stream().accept();
    expect(onLive).not.toHaveBeenCalled();
    stream().t("ready");
    pass(3_600_000);
    expect(onLive.mock.calls).toEqual([[true]]);
  });

  it("gives up a stream that opens and stays silent, and opens another a minute later", () => {
    const { stream, onLive, pass, opened } = bench();
    const first = stream();
    first.accept();
    pass(9_999);
    expect(onLive).not.toHaveBeenCalled();
    pass(1);
    expect(onLive.mock.calls).toEqual([[false]]);
    expect(first.readyState).toBe(2);
    pass(59_999);
    expect(opened()).toHaveLength(1);
    pass(1);
    expect(opened()).toHaveLength(2);
  });

  it.each([
    [0, 45_000],
    [1, 75_000],
  ])(
    "opens another at another time than other browsers: with chance %d after %d ms",
    (chance, ms) => {
      const { stream, pass, opened } = bench("7", chance);
      stream().refuse();
      pass(ms - 1);
      expect(opened()).toHaveLength(1);
      pass(1);
      expect(opened()).toHaveLength(2);
    },
  );

  it("gives up a stream at once that is refused, and tells of it", () => {
    const { stream, onLive, onRefused, pass, opened } = bench();
    stream().refuse();
    expect(onLive.mock.calls).toEqual([[false]]);
    expect(onRefused).toHaveBeenCalledOnce();
    pass(60_000);
    expect(opened()).toHaveLength(2);
  });

  it("keeps a broken stream that the browser resumes", () => {
    const { stream, onLive, onRefused, pass, opened } = bench();
    stream().t("ready");
    stream().drop();
    pass(4_000);
    stream().drop();
    pass(4_000);
    stream().t("ready");
    pass(3_600_000);
    expect(onLive).not.toHaveBeenCalledWith(false);
    expect(onRefused).not.toHaveBeenCalled();
    expect(opened()).toHaveLength(1);
  });

  it("gives up a stream that the browser cannot resume, however often it tries", () => {
    const { stream, onLive, pass } = bench();
    stream().t("ready");
    for (let tries = 0; tries < 4; tries += 1) {
      stream().drop();
      pass(3_000);
    }
    expect(onLive).toHaveBeenLastCalledWith(false);
  });

  it("goes on from the last event that came, after a pause and after a failure", () => {
    const { stream, pause, resume, pass, opened } = bench();
    stream().t("ready");
    stream().t("change", {}, "9");
    pause();
    resume();
    stream().t("change", {}, "12");
    stream().refuse();
    pass(60_000);
    expect(opened()).toEqual(["7", "9", "12"]);
  });

  it("begins anew where no answer said which event it knows of", () => {
    expect(bench(null).opened()).toEqual(["null"]);
  });

  it("opens a stream at once when it is resumed, unless one is open", () => {
    const { resume, stream, pass, opened } = bench();
    resume();
    expect(opened()).toHaveLength(1);
    stream().refuse();
    resume();
    expect(opened()).toHaveLength(2);
    stream().t("ready");
    pass(3_600_000);
    expect(opened()).toHaveLength(2);
  });

  it("closes its stream when it is paused, and opens no other until it is resumed", () => {
    const { pause, stream, onLive, pass, opened } = bench();
    pause();
    expect(stream().readyState).toBe(2);
    pass(3_600_000);
    expect(opened()).toHaveLength(1);
    expect(onLive).not.toHaveBeenCalled();
  });
});
