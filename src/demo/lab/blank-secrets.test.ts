import { describe, expect, it } from "vitest";
import { presentable, presentablePath } from "./blank-secrets.ts";

const shown = (value: unknown) => presentable(JSON.stringify(value)).json;

describe("lab trace: a body", () => {
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
  ])("has every member named %s blanked, whatever its value and depth", (name) => {
    const body = { a: [{ [name]: { deep: ["hush"] } }], [name]: "hush" };
    expect(JSON.stringify(shown(body))).not.toContain("hush");
    expect(shown(body)).toEqual({ a: [{ [name]: "•••" }], [name]: "•••" });
  });

  it("has the id and password of our keys blanked, but not a link's id", () => {
    expect(shown({ id: "key", password: "hush" })).toEqual({ id: "•••", password: "•••" });
    const link = { id: "30cb", access_mode: "single", refresh_rate: "7d", last_accessed_at: "now" };
    expect(shown(link)).toEqual(link);
  });

  it("has a token blanked under any name", () => {
    expect(shown({ note: "see eyJhbGciOi.eyJ1c2Vy.c2ln-_ here" })).toEqual({
      note: "see ••• here",
    });
  });

  it("shows the first three items of a list, and how many more there are", () => {
    expect(shown([1, 2, 3])).toEqual([1, 2, 3]);
    expect(shown({ results: [1, 2, 3, 4, 5] })).toEqual({ results: [1, 2, 3, "… +2"] });
  });

  it("has long texts and deep nesting cut short", () => {
    expect(shown("x".repeat(1_000))).toBe(`${"x".repeat(300)}…`);
    let deep: unknown = "bottom";
    for (let level = 0; level < 20; level += 1) deep = [deep];
    expect(JSON.stringify(shown(deep))).toBe('[[[[[[[["…"]]]]]]]]');
  });

  it("shows nothing when it is not JSON", () => {
    expect(presentable("<html>")).toEqual({ isJson: false, json: null });
  });
});

it("lab trace: a path is shown with its query, without secrets", () => {
  const base = "https://belvo.test/api/links/";
  expect(presentablePath(base)).toBe("/api/links/");
  expect(presentablePath(`${base}?external_id=demo-ana&token=hush`)).toBe(
    "/api/links/?external_id=demo-ana&token=•••",
  );
});
