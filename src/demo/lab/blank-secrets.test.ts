import { describe, expect, it } from "vitest";
import { presentable, presentablePath } from "./blank-secrets.ts";

const shown = (value: unknown) => presentable(JSON.stringify(value)).json;

describe("what is shown of a body", () => {
  it.each([
    "access",
    "refresh",
    "token",
    "access_token",
    "token_generation_data",
    "password",
    "password2",
    "secret",
    "secretId",
    "username",
    "username2",
    "Authorization",
    "credentials",
    "session",
  ])("leaves out what is named %s, of whatever form and wherever", (name) => {
    const body = { a: [{ [name]: { deep: ["hush"] } }], [name]: "hush" };
    expect(JSON.stringify(shown(body))).not.toContain("hush");
    expect(shown(body)).toEqual({ a: [{ [name]: "•••" }], [name]: "•••" });
  });

  it("leaves out both of Belvo's keys, and a link's id never", () => {
    expect(shown({ id: "key", password: "hush" })).toEqual({ id: "•••", password: "•••" });
    const link = { id: "30cb", access_mode: "single", refresh_rate: "7d", last_accessed_at: "now" };
    expect(shown(link)).toEqual(link);
  });

  it("leaves out a token under any name", () => {
    expect(shown({ note: "see eyJhbGciOi.eyJ1c2Vy.c2ln-_ here" })).toEqual({
      note: "see ••• here",
    });
  });

  it("is of a list the first three, and how many more", () => {
    expect(shown([1, 2, 3])).toEqual([1, 2, 3]);
    expect(shown({ results: [1, 2, 3, 4, 5] })).toEqual({ results: [1, 2, 3, "… +2"] });
  });

  it("is not all of a long text, nor of what goes on and on", () => {
    expect(shown("x".repeat(1_000))).toBe(`${"x".repeat(300)}…`);
    let deep: unknown = "bottom";
    for (let level = 0; level < 20; level += 1) deep = [deep];
    expect(JSON.stringify(shown(deep))).toBe('[[[[[[[["…"]]]]]]]]');
  });

  it("is nothing of what is no JSON", () => {
    expect(presentable("<html>")).toEqual({ isJson: false, json: null });
  });
});

it("shows a path with its query, without secrets", () => {
  const base = "https://belvo.test/api/links/";
  expect(presentablePath(base)).toBe("/api/links/");
  expect(presentablePath(`${base}?external_id=demo-ana&token=hush`)).toBe(
    "/api/links/?external_id=demo-ana&token=•••",
  );
});
