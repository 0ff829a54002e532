import { describe, expect, it } from "vitest";
import { readHostConfig } from "./host-config.ts";

describe("readHostConfig", () => {
  it("reads the options that matter in update mode", () => {
    const callback = () => undefined;
    const config = { callback, locale: "pt", show_close_dialog: false, country_codes: ["MX"] };
    expect(readHostConfig(config)).toEqual({
      callback,
      onExit: undefined,
      onEvent: undefined,
      locale: "pt",
      showCloseDialog: false,
      showAbandonSurvey: true,
    });
  });

  it.each([undefined, null, "es", [], { locale: "fr", callback: 1, show_abandon_survey: "no" }])(
    "falls back to the defaults for %j",
    (config) => {
      expect(readHostConfig(config)).toEqual({
        callback: undefined,
        onExit: undefined,
        onEvent: undefined,
        locale: "en",
        showCloseDialog: true,
        showAbandonSurvey: true,
      });
    },
  );
});
