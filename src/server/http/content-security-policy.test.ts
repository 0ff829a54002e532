import { describe, expect, it } from "vitest";
import { createContentSecurityPolicy } from "./content-security-policy.ts";

const SANDBOX = "http://127.0.0.1:4010";
const ours = {
  belvoUrl: SANDBOX,
  widgetUrl: `${SANDBOX}/belvo-widget-1-stable.js`,
  widgetOrigins: ["http://localhost:3000", "http://127.0.0.1:3000"],
  frameAncestors: [],
  isSecure: false,
};
const belvos = {
  belvoUrl: "https://sandbox.belvo.com",
  widgetUrl: "https://cdn.belvo.io/belvo-widget-1-stable.js",
  widgetOrigins: ["https://widget.example.com"],
  frameAncestors: [],
  isSecure: true,
};

function directives(header: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const each of header.split("; ")) found[each.split(" ")[0] ?? ""] = each;
  return found;
}

describe("content security policy", () => {
  it("lets a page run, call and style itself with what is our own, and nothing else", () => {
    for (const options of [ours, belvos]) {
      const { header } = createContentSecurityPolicy(options);
      expect(header).toMatch(/^default-src 'none'; base-uri 'none'; object-src 'none'; /);
      expect(header.replace(/img-src [^;]*/, "")).not.toMatch(
        / (\*|https:|http:|data:)( |;|$)|unsafe/,
      );
      expect(directives(header)).toMatchObject({
        "script-src": "script-src 'self'",
        "connect-src": "connect-src 'self'",
        "style-src": "style-src 'self'",
        "font-src": "font-src 'self'",
      });
    }
  });
});

describe("content security policy: frame-src", () => {
  it.each([
    ["the widget's origin, where it has one", belvos, "https://widget.example.com"],
    ["both names of the machine in the demo", ours, ours.widgetOrigins.join(" ")],
    ["our own origin otherwise", { ...belvos, widgetOrigins: [] }, "'self'"],
  ])("lets a page frame %s", (_, options, sources) => {
    const { header } = createContentSecurityPolicy(options);
    expect(directives(header)["frame-src"]).toBe(`frame-src ${sources}`);
  });
});

describe("content security policy: frame-ancestors", () => {
  it("lets the configured origins frame us, and nobody by default", () => {
    expect(createContentSecurityPolicy(ours).header).toContain("frame-ancestors 'none'");
    const framed = { ...ours, frameAncestors: ["https://a.example", "https://b.example"] };
    expect(createContentSecurityPolicy(framed).header).toContain(
      "frame-ancestors https://a.example https://b.example;",
    );
  });
});

describe("content security policy: framesItself", () => {
  it("lets our own pages frame each other only when it is set, beside the configured origins", () => {
    const framed = { ...belvos, frameAncestors: ["https://a.example"], framesItself: true };
    expect(directives(createContentSecurityPolicy(framed).header)).toMatchObject({
      "frame-ancestors": "frame-ancestors 'self' https://a.example",
      "frame-src": "frame-src 'self' https://widget.example.com",
    });
    expect(createContentSecurityPolicy({ ...ours, framesItself: true }).header).toContain(
      "frame-ancestors 'self';",
    );
    expect(directives(createContentSecurityPolicy(belvos).header)["frame-src"]).not.toMatch(/self/);
  });
});

describe("content security policy: images", () => {
  it.each([
    ["Belvo", belvos],
    ["a stand-in", ours],
    ["a stand-in with TLS", { ...belvos, belvoUrl: "https://belvo.internal.example" }],
    ["a mirror of the widget", { ...belvos, widgetUrl: "https://mirror.example/widget.js" }],
  ])("names no vendor, with %s behind it", (_, options) => {
    for (const framesItself of [false, true]) {
      const { header } = createContentSecurityPolicy({ ...options, framesItself });
      expect(header).not.toMatch(
        /belvo|mixpanel|mxpnl|hcaptcha|configcat|amazonaws|gstatic|googleapis/i,
      );
      expect(header).toMatch(/img-src 'self' data: https:( http:\/\/127\.0\.0\.1:4010)?;/);
    }
  });

  it.each([
    [belvos, "https://statics.belvo.io/x.svg", true],
    [belvos, "https://logos.bank.example/x.svg", true],
    [belvos, "http://statics.belvo.io/x.svg", false],
    [belvos, "javascript:alert(1)", false],
    [belvos, "data:image/svg+xml,x", false],
    [belvos, "not an address", false],
    [ours, `${SANDBOX}/statics/x.svg`, true],
    [ours, "http://127.0.0.1:4011/statics/x.svg", false],
  ])("given %o, decides whether image %s is allowed: %s", (options, url, isShown) => {
    expect(createContentSecurityPolicy(options).allowsImage(url)).toBe(isShown);
  });
});
