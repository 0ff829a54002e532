import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.ts";
import { warningsOf } from "./start-warnings.ts";

const KEYS = { BELVO_SECRET_ID: "real-id", BELVO_SECRET_PASSWORD: "real-password" };

function complaint(variables: Record<string, string>): string {
  try {
    readSettings(variables);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
}

describe("settings, with nothing set", () => {
  it("are a demo on this machine, with a sandbox to start beside it", () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      publicUrl: "http://127.0.0.1:3000",
      dataDir: "./data",
      databaseUrl: null,
      demo: true,
      embeddedSandbox: { port: 4010 },
      hostApiKeys: [],
      webhookAuth: [],
      frameAncestors: [],
      returnOrigins: [],
      brand: { name: null, accent: null, logo: null },
      logLevel: "warn",
    });
    expect(settings.belvo).toMatchObject({
      url: "http://127.0.0.1:4010",
      widgetUrl: "http://127.0.0.1:4010/belvo-widget-1-stable.js",
    });
    expect(settings.belvo.secretId.reveal()).toBe("sandbox-id");
    expect(settings.belvo.secretPassword.reveal()).toBe("sandbox-password");
  });

  it("take an empty variable for one that is not set", () => {
    expect(readSettings({ PORT: "", BELVO_SECRET_ID: "", DATABASE_URL: "" }).port).toBe(3000);
  });
});

describe("settings: the lab", () => {
  it.each([
    [{}, "demo"],
    [{ BELVO_API_URL: "http://127.0.0.1:4010" }, "demo"],
    [KEYS, "sandbox"],
    [{ ...KEYS, NODE_ENV: "development" }, "sandbox"],
    [{ ...KEYS, NODE_ENV: "production", PUBLIC_URL: "https://relink.example" }, null],
    [{ ...KEYS, BELVO_API_URL: "https://api.belvo.com" }, null],
    [{ ...KEYS, BELVO_API_URL: "https://belvo.example" }, null],
  ])("with %j have the lab's mode %s", (variables, mode) => {
    expect(readSettings(variables).lab).toBe(mode);
  });
});

describe("settings: the way to Belvo's screens", () => {
  it.each([
    [{}, "auto"],
    [{ BELVO_WIDGET_MODE: "hosted" }, "hosted"],
    [{ BELVO_WIDGET_MODE: "Embedded" }, "embedded"],
  ])("with %j is %s", (variables, mode) => {
    expect(readSettings(variables).belvo.widgetMode).toBe(mode);
  });

  it.each([
    [{}, true],
    [{ PREPARE_REPAIRS: "on" }, true],
    [{ PREPARE_REPAIRS: "OFF" }, false],
  ])("with %j is prepared before the press: %s", (variables, prepares) => {
    expect(readSettings(variables).preparesRepairs).toBe(prepares);
  });

  it("is prepared or not, and nothing between", () => {
    expect(() => readSettings({ PREPARE_REPAIRS: "no" })).toThrow(
      "PREPARE_REPAIRS must be on or off",
    );
  });

  it("leads to Belvo's own page with keys, and to the stand-in's without", () => {
    expect(readSettings(KEYS).belvo.hostedUrl).toBe("https://widget.belvo.io/");
    expect(readSettings({}).belvo.hostedUrl).toBe("http://127.0.0.1:4010/hosted");
  });
});

describe("settings: Belvo's address", () => {
  it("is Belvo's sandbox when there are keys", () => {
    const settings = readSettings(KEYS);
    expect(settings).toMatchObject({ demo: false, embeddedSandbox: null });
    expect(settings.belvo).toMatchObject({
      url: "https://sandbox.belvo.com",
      widgetUrl: "https://cdn.belvo.io/belvo-widget-1-stable.js",
    });
    expect(settings.belvo.secretPassword.reveal()).toBe("real-password");
  });

  it("is Belvo's production when BELVO_API_URL says so", () => {
    const { belvo, demo } = readSettings({
      ...KEYS,
      BELVO_API_URL: "https://api.belvo.com/",
      NODE_ENV: "production",
      PUBLIC_URL: "https://banks.example.com",
    });
    expect([belvo.url, demo]).toEqual(["https://api.belvo.com", false]);
  });

  it("may be a sandbox of ours that runs by itself, with its own keys or given ones", () => {
    const url = { BELVO_API_URL: "http://127.0.0.1:4999" };
    for (const [variables, id] of [
      [url, "sandbox-id"],
      [{ ...url, ...KEYS }, "real-id"],
    ] as const) {
      const settings = readSettings(variables);
      expect(settings).toMatchObject({ demo: true, embeddedSandbox: null });
      expect(settings.belvo.secretId.reveal()).toBe(id);
      expect(settings.belvo.widgetUrl).toBe("http://127.0.0.1:4999/belvo-widget-1-stable.js");
    }
  });
});

describe("settings: how much is logged", () => {
  const live = { ...KEYS, PUBLIC_URL: "https://banks.example.com" };
  it.each([
    [{}, "warn"],
    [{ ...live, NODE_ENV: "production" }, "info"],
    [{ ...live, NODE_ENV: "production", LOG_LEVEL: "error" }, "error"],
    [{ LOG_LEVEL: "INFO" }, "info"],
    [{ LOG_LEVEL: "" }, "warn"],
  ])("with %o it is %s", (variables, level) => {
    expect(readSettings(variables).logLevel).toBe(level);
  });
});

describe("settings: a bad value", () => {
  it.each([
    [{ PORT: "0" }, /PORT must be a whole number/],
    [{ PORT: "http" }, /PORT must be a whole number/],
    [{ PUBLIC_URL: "relink.example.com" }, /PUBLIC_URL must be an http\(s\) origin/],
    [{ PUBLIC_URL: "https://relink.example.com/app" }, /PUBLIC_URL/],
    [{ BELVO_API_URL: "http://sandbox.belvo.com", ...KEYS }, /BELVO_API_URL must be an https/],
    [{ BELVO_API_URL: "https://a:b@sandbox.belvo.com", ...KEYS }, /BELVO_API_URL/],
    [{ BELVO_WIDGET_URL: "javascript:alert(1)" }, /BELVO_WIDGET_URL/],
    [{ HOST_API_KEY: `${"k".repeat(32)},short` }, /HOST_API_KEY/],
    [{ HOST_API_KEY: "short" }, /HOST_API_KEY must have at least 32/],
    [{ FRAME_ANCESTORS: "https://a.example; script-src *" }, /FRAME_ANCESTORS/],
    [{ FRAME_ANCESTORS: "http://a.example" }, /FRAME_ANCESTORS/],
    [{ RETURN_ORIGINS: "app.example.com" }, /RETURN_ORIGINS must be origins like/],
    [{ RETURN_ORIGINS: "http://app.example.com" }, /RETURN_ORIGINS/],
    [{ RETURN_ORIGINS: "https://*.example.com" }, /RETURN_ORIGINS/],
    [{ RETURN_ORIGINS: "https://app.example.com/done" }, /RETURN_ORIGINS/],
    [{ RETURN_ORIGINS: "https://app.example.com\\@evil.example" }, /RETURN_ORIGINS/],
    [{ RETURN_ORIGINS: "https://a:b@app.example.com" }, /RETURN_ORIGINS/],
    [{ RETURN_ORIGINS: "myapp://done" }, /RETURN_ORIGINS/],
    [{ RETURN_ORIGINS: "c:" }, /RETURN_ORIGINS/],
    [{ TRUST_PROXY: "true" }, /TRUST_PROXY must be how many proxies/],
    [{ TRUST_PROXY: "-1" }, /TRUST_PROXY/],
    [{ WIDGET_ORIGIN: "http://widget.example.com" }, /WIDGET_ORIGIN must be an https/],
    [{ WIDGET_ORIGIN: "https://widget.example.com/x" }, /WIDGET_ORIGIN must be/],
    [{ WIDGET_ORIGIN: "http://127.0.0.1:3001" }, /WIDGET_ORIGIN has the host name of PUBLIC_URL/],
    [{ WIDGET_CSP_EXTRA: "https://cdn.example" }, /WIDGET_CSP_EXTRA must be directives/],
    [{ WIDGET_CSP_EXTRA: "script-src" }, /WIDGET_CSP_EXTRA/],
    [{ WIDGET_CSP_EXTRA: "frame-ancestors https://a.example" }, /WIDGET_CSP_EXTRA/],
    [{ WIDGET_CSP_EXTRA: "script-src *" }, /WIDGET_CSP_EXTRA/],
    [{ SECURITY_CONTACT: "security@example.com" }, /SECURITY_CONTACT must be one or more/],
    [{ SECURITY_CONTACT: "https://a.example\nExpires: never" }, /SECURITY_CONTACT/],
    [{ LOG_LEVEL: "loud" }, /LOG_LEVEL must be one of/],
    [{ BELVO_WIDGET_MODE: "popup" }, /BELVO_WIDGET_MODE must be one of embedded, hosted and auto/],
    [{ BRAND_NAME: "  " }, /BRAND_NAME must have 1 to 40/],
    [{ BRAND_NAME: "x".repeat(41) }, /BRAND_NAME/],
    [{ BRAND_NAME: "two\nlines" }, /BRAND_NAME/],
    [{ BRAND_NAME: "turned \u202e round" }, /BRAND_NAME/],
    [{ BRAND_ACCENT: "teal" }, /BRAND_ACCENT must be a colour like/],
    [{ BRAND_ACCENT: "#fff" }, /BRAND_ACCENT/],
    [{ BRAND_ACCENT: "#fff3b0;}" }, /BRAND_ACCENT/],
    [{ BRAND_LOGO: "./logo.gif" }, /BRAND_LOGO must be the path of an \.svg, \.png or \.webp/],
    [{ BRAND_LOGO: "./not-there.svg" }, /BRAND_LOGO is no file that can be read/],
    [{ DATABASE_URL: "postgres://x" }, /DATABASE_URL must be like postgresql:/],
    [{ DATABASE_URL: "postgres:///relink" }, /DATABASE_URL/],
    [{ DATABASE_URL: "mysql://db/relink" }, /DATABASE_URL/],
    [{ DATABASE_URL: "./relink.db" }, /DATABASE_URL/],
    [{ BELVO_WEBHOOK_AUTH: "Bearer" }, /BELVO_WEBHOOK_AUTH must be an Auth/],
    [{ BELVO_WEBHOOK_AUTH: "x".repeat(513) }, /BELVO_WEBHOOK_AUTH/],
    [{ BELVO_WEBHOOK_AUTH: "Bearer sécret" }, /BELVO_WEBHOOK_AUTH/],
    [{ BELVO_WEBHOOK_AUTH: "Bearer first," }, /BELVO_WEBHOOK_AUTH/],
    [{ BELVO_WEBHOOK_AUTH: "Bearer first,Bearer second,Bearer third" }, /BELVO_WEBHOOK_AUTH/],
    [{ BELVO_SECRET_ID: "id" }, /BELVO_SECRET_PASSWORD is missing/],
    [{ BELVO_SECRET_PASSWORD: "password" }, /BELVO_SECRET_ID is missing/],
    [{ BELVO_API_URL: "https://api.belvo.com" }, /BELVO_SECRET_ID and BELVO_SECRET_PASSWORD/],
    [{ NODE_ENV: "production" }, /NODE_ENV is production/],
    [{ NODE_ENV: "Production" }, /NODE_ENV is production/],
    [{ NODE_ENV: " prod" }, /NODE_ENV is production/],
    [{ NODE_ENV: "PRODUCCIÓN" }, /NODE_ENV is production/],
    [{ NODE_ENV: "production-eu" }, /NODE_ENV is production/],
    [{ NODE_ENV: '"prd"' }, /NODE_ENV is production/],
    [{ NODE_ENV: "ｐroduction" }, /NODE_ENV is production/],
    [{ NODE_ENV: "eu-production" }, /NODE_ENV is production/],
    [{ NODE_ENV: "live_eu" }, /NODE_ENV is production/],
    [{ NODE_ENV: "p-r-o-d" }, /NODE_ENV is production/],
    [{ DATABASE_URL: "postgresql://db/relink" }, /DATABASE_URL is set, and the demo/],
    [{ PUBLIC_URL: "https://banks.example.com" }, /PUBLIC_URL is for other machines/],
    [{ HOST: "0.0.0.0" }, /HOST is open to other machines/],
    [{ ...KEYS, BELVO_API_URL: "http://localhost:4999", HOST: "::" }, /HOST is open/],
    [{ ...KEYS, NODE_ENV: "production" }, /PUBLIC_URL must be set to an https/],
    [{ ...KEYS, HOST: "0.0.0.0" }, /PUBLIC_URL must be set to an https/],
    [
      { ...KEYS, HOST: "::", PUBLIC_URL: "http://127.0.0.1:3000" },
      /PUBLIC_URL must be set to an https/,
    ],
    [{ ...KEYS, PUBLIC_URL: "http://banks.example.com" }, /PUBLIC_URL must be set to an https/],
  ])("is reported by its variable's name: %o", (variables, message) => {
    expect(complaint(variables)).toMatch(message);
  });

  it("is reported with all others, each once and without its value", () => {
    const message = complaint({
      PORT: "-99.5",
      HOST_API_KEY: "a-short-secret",
      DATABASE_URL: "postgres://user:hunter2@db",
      BELVO_SECRET_ID: "only-the-id",
      BELVO_WEBHOOK_AUTH: "one-value, two-value, three-value",
    });
    expect(message.split("\n")).toHaveLength(6);
    const names = ["PORT", "HOST_API_KEY", "DATABASE_URL", "BELVO_SECRET_PASSWORD"];
    for (const name of [...names, "BELVO_WEBHOOK_AUTH"]) {
      expect(message).toContain(`- ${name} `);
    }
    expect(message).not.toMatch(/99|a-short-secret|hunter2|only-the-id|-value/);
  });
});

describe("settings: what the start warns of", () => {
  const live = { ...KEYS, PUBLIC_URL: "https://banks.example.com" };
  const widget = { WIDGET_ORIGIN: "https://widget.example.com" };
  it.each([
    [{}, ""],
    [{ ...live, ...widget, TRUST_PROXY: "1" }, ""],
    [{ ...live, ...widget }, "TRUST_PROXY"],
    [{ ...live, TRUST_PROXY: "1" }, "WIDGET_ORIGIN"],
    [live, "TRUST_PROXY WIDGET_ORIGIN"],
  ])("with %o is about: %s", (variables, names) => {
    const warnings = warningsOf(readSettings(variables));
    expect(warnings.map((each) => each.split(" ")[0]).join(" ")).toBe(names);
    for (const each of warnings) expect(each).toMatch(/^[A-Z_]+ is not set/);
  });
});

it("the demo starts on this machine with keys for its host and its webhooks, to try them", () => {
  const keys = { HOST_API_KEY: "k".repeat(32), BELVO_WEBHOOK_AUTH: "Bearer only-for-trying" };
  expect(readSettings({ ...keys, NODE_ENV: "development" }).demo).toBe(true);
  expect(() => readSettings({ ...keys, PUBLIC_URL: "https://b.example.com" })).toThrow(
    /PUBLIC_URL/,
  );
  const standIn = {
    BELVO_API_URL: "http://127.0.0.1:4010",
    DATABASE_URL: "postgresql://db/relink",
  };
  expect(readSettings(standIn).demo).toBe(true);
});

it("settings with keys need no PUBLIC_URL on one machine, and only an https one elsewhere", () => {
  expect(readSettings(KEYS).publicUrl).toBe("http://127.0.0.1:3000");
  const elsewhere = {
    NODE_ENV: "production",
    HOST: "0.0.0.0",
    PUBLIC_URL: "https://b.example.com",
  };
  expect(readSettings({ ...KEYS, ...elsewhere }).publicUrl).toBe("https://b.example.com");
});

describe("settings: DATABASE_URL", () => {
  it.each(["postgres://relink:hunter2@db.internal:5432/relink", "postgresql://db/relink"])(
    "accepts a PostgreSQL address: %s",
    (url) => {
      expect(readSettings({ ...KEYS, DATABASE_URL: url }).databaseUrl?.reveal()).toBe(url);
    },
  );
});

describe("settings: BELVO_WEBHOOK_AUTH", () => {
  it("is one whole Authorization value, or two while one is being replaced", () => {
    const revealed = (given: string) =>
      readSettings({ BELVO_WEBHOOK_AUTH: given }).webhookAuth.map((each) => each.reveal());
    expect(revealed("Bearer 0123 4567")).toEqual(["Bearer 0123 4567"]);
    expect(revealed(" Bearer new-one , Basic b2xkOm9uZQ== ")).toEqual([
      "Bearer new-one",
      "Basic b2xkOm9uZQ==",
    ]);
  });
});

describe("settings: FRAME_ANCESTORS", () => {
  it("is nobody or a list of origins", () => {
    expect(readSettings({ FRAME_ANCESTORS: "'none'" }).frameAncestors).toEqual([]);
    expect(
      readSettings({
        FRAME_ANCESTORS: "https://a.example, https://*.b.example http://localhost:8080",
      }).frameAncestors,
    ).toEqual(["https://a.example", "https://*.b.example", "http://localhost:8080"]);
  });
});

describe("settings: RETURN_ORIGINS", () => {
  it("is nowhere, or a list of origins and of apps' schemes", () => {
    expect(readSettings({ RETURN_ORIGINS: " , " }).returnOrigins).toEqual([]);
    expect(
      readSettings({
        RETURN_ORIGINS: "https://App.Example.com/, http://127.0.0.1:8080 myapp://,com.example.app:",
      }).returnOrigins,
    ).toEqual(["https://app.example.com", "http://127.0.0.1:8080", "myapp:", "com.example.app:"]);
  });

  it.each([
    ...["https:", "http://", "javascript:", "JavaScript://", "data:", "blob:", "file://"],
    ...["vbscript:", "filesystem:", "about:", "view-source:", "intent://", "chrome:", "mailto:"],
  ])("has no scheme that is no app's, and the start says so: %s", (scheme) => {
    expect(complaint({ RETURN_ORIGINS: `https://app.example.com, ${scheme}` })).toMatch(
      /RETURN_ORIGINS must be origins like .* or schemes of apps like myapp:/,
    );
  });
});

describe("settings: WIDGET_ORIGIN", () => {
  const live = { ...KEYS, PUBLIC_URL: "https://banks.example.com" };

  it("is the one place of the widget frame, under a host name of its own", () => {
    const settings = readSettings({ ...live, WIDGET_ORIGIN: "https://widget.example.com/" });
    expect(settings).toMatchObject({
      widgetOrigins: ["https://widget.example.com"],
      widgetHost: "widget.example.com",
    });
  });

  it("not set, leaves the frame on the page's own origin; in the demo, on the machine's other name", () => {
    expect(readSettings(live)).toMatchObject({ widgetOrigins: [], widgetHost: null });
    const both = ["http://localhost:3000", "http://127.0.0.1:3000"];
    expect(readSettings({})).toMatchObject({ widgetOrigins: both, widgetHost: null });
    expect(readSettings({ HOST: "localhost" }).widgetOrigins).toEqual(both);
    expect(readSettings({ HOST: "::1" }).widgetOrigins).toEqual([]);
  });
});

describe("settings: WIDGET_CSP_EXTRA", () => {
  it("is sources by their directive", () => {
    const text = "script-src 'unsafe-eval' https://cdn.example;img-src https: blob:; ";
    expect(readSettings({ WIDGET_CSP_EXTRA: text }).belvo.widgetCspExtra).toEqual({
      "script-src": ["'unsafe-eval'", "https://cdn.example"],
      "img-src": ["https:", "blob:"],
    });
    expect(readSettings({}).belvo.widgetCspExtra).toEqual({});
  });
});

describe("settings: brand", () => {
  it("is a name and a colour, both tidied", () => {
    const { brand } = readSettings({ BRAND_NAME: " Niño & Cía. 💳 ", BRAND_ACCENT: "#FFF3B0" });
    expect(brand).toEqual({ name: "Niño & Cía. 💳", accent: "#fff3b0", logo: null });
  });
});

it("settings do not show their secrets when they are printed", () => {
  const settings = readSettings({
    ...KEYS,
    HOST_API_KEY: "k".repeat(40),
    DATABASE_URL: "postgres://relink:hunter2@db/relink",
    BELVO_WEBHOOK_AUTH: "Bearer from-belvo",
  });
  for (const text of [
    inspect(settings, { depth: 9 }),
    JSON.stringify(settings),
    String(settings.belvo.secretId),
  ]) {
    expect(text).not.toMatch(/real-id|real-password|kkk|hunter2|from-belvo/);
  }
});

it("settings refuse the page's port for the sandbox", () => {
  expect(complaint({ PORT: "4010" })).toContain("SANDBOX_PORT is the same as PORT");
  expect(complaint({ SANDBOX_PORT: "3000" })).toContain("SANDBOX_PORT is the same as PORT");
  expect(complaint({ PORT: "4010", ...KEYS })).toBe("");
});
