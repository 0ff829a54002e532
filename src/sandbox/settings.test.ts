import { describe, expect, it } from "vitest";
import { readSettings, SettingsError } from "./settings.ts";

describe("the sandbox's readSettings", () => {
  it("has a default for every setting", () => {
    expect(readSettings({})).toEqual({
      port: 4010,
      secretId: "sandbox-id",
      secretPassword: "sandbox-password",
      limits: {},
    });
  });

  it("takes the settings that are set", () => {
    const env = { SANDBOX_PORT: "5000", SANDBOX_SECRET_ID: "a", SANDBOX_SECRET_PASSWORD: "b" };
    expect(readSettings(env)).toMatchObject({ port: 5000, secretId: "a", secretPassword: "b" });
  });

  it("takes limits of callers by their names", () => {
    expect(readSettings({ SANDBOX_CALLERS: "fintech/=1000, other/=0" }).limits).toEqual({
      callers: { "fintech/": 1000, "other/": 0 },
    });
    expect(() => readSettings({ SANDBOX_CALLERS: "fintech/" })).toThrow(/SANDBOX_CALLERS/);
  });

  it("names every bad setting", () => {
    const env = { SANDBOX_PORT: "70000", SANDBOX_SECRET_ID: "", NODE_ENV: "production" };
    expect(() => readSettings(env)).toThrow(SettingsError);
    expect(() => readSettings(env)).toThrow(/SANDBOX_PORT.*\n.*SANDBOX_SECRET_ID.*\n.*NODE_ENV/);
  });
});
