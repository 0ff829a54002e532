import { QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Session } from "#contract/session.ts";
import { createCore } from "../core/create-core.ts";
import { createQueryClient } from "./create-query-client.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const session = {
  user: null,
  demoUsers: null,
  widgetUrl: "https://cdn.example/widget.js",
  widgetOrigins: [],
  widgetMode: "auto",
  preparesRepairs: true,
} satisfies Session;

it("who is there is asked again after pauses that grow, until there is an answer", async () => {
  const start = Date.now();
  const asked: number[] = [];
  let answer = () => new Response(null, { status: 503 });
  const fetch = () => {
    asked.push(Math.round((Date.now() - start) / 1_000));
    return Promise.resolve(answer());
  };
  const { current } = createCore({ baseUrl: "", fetch, now: Date.now }).session;
  const client = createQueryClient();
  const observer = new QueryObserver<Session>(client, current);
  const stop = observer.subscribe(() => undefined);

  await vi.advanceTimersByTimeAsync(100_000);
  expect(asked).toEqual([0, 2, 6, 14, 30, 60, 90]);
  answer = () => Response.json(session);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(asked).toHaveLength(8);
  expect(observer.getCurrentResult().data).toEqual(session);
  stop();
});
