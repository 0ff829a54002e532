import { describe, expect, it } from "vitest";
import { createContentSecurityPolicy } from "./content-security-policy.ts";

const SANDBOX = "http://127.0.0.1:4010";
const ours = {
  belvoUrl: SANDBOX,
  widgetUrl: `${SANDBOX}/belvo-widget-1-stable.js`,
  frameAncestors: [],
};
const belvos = {
  belvoUrl: "https://sandbox.belvo.com",
  widgetUrl: "https://cdn.belvo.io/belvo-widget-1-stable.js",
  frameAncestors: [],
};

function directives(header: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const each of header.split("; ")) found[each.split(" ")[0] ?? ""] = each;
  return found;
}

describe("content security policy", () => {
  it("names every host that a page may load from, and refuses all else", () => {
    for (const options of [ours, belvos]) {
      const { header } = createContentSecurityPolicy(options);
      expect(header).toMatch(/^default-src 'none'; base-uri 'none'; object-src 'none'; /);
      expect(header).not.toMatch(/ (\*|https:|http:|data:.*data:)( |;|$)/);
      expect(directives(header)["script-src"]).not.toMatch(/unsafe|data:/);
    }
  });

  it("allows only the sandbox's host while the sandbox stands in for Belvo", () => {
    const { header } = createContentSecurityPolicy(ours);
    expect(header).not.toMatch(/belvo\.(com|io)|unsafe-inline|hcaptcha|mxpnl/);
    expect(directives(header)).toMatchObject({
      "script-src": `script-src 'self' ${SANDBOX}`,
      "connect-src": `connect-src 'self' ${SANDBOX}`,
      "style-src": `style-src 'self' ${SANDBOX}`,
    });
  });

  it("allows the hosts of Belvo and its widget in every other mode, with inline styles as the only loosening", () => {
    const { header } = createContentSecurityPolicy(belvos);
    expect(directives(header)["script-src"]).toContain("https://cdn.belvo.io");
    expect(directives(header)["connect-src"]).toContain("https://widget-api.belvo.com");
    expect(directives(header)["style-src"]).toContain("'unsafe-inline'");
    expect(header.match(/unsafe/g)).toHaveLength(1);
    expect(header).not.toContain("127.0.0.1");
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
    const framed = { ...ours, frameAncestors: ["https://a.example"], framesItself: true };
    expect(directives(createContentSecurityPolicy(framed).header)).toMatchObject({
      "frame-ancestors": "frame-ancestors 'self' https://a.example",
      "frame-src": `frame-src 'self' ${SANDBOX}`,
    });
    expect(createContentSecurityPolicy({ ...ours, framesItself: true }).header).toContain(
      "frame-ancestors 'self';",
    );
    expect(directives(createContentSecurityPolicy(ours).header)["frame-src"]).not.toMatch(/self/);
  });
});

describe("content security policy: allowsImage", () => {
  it.each([
    [belvos, "https://statics.belvo.io/x.svg", true],
    [belvos, "http://statics.belvo.io/x.svg", false],
    [belvos, "https://statics.belvo.io.evil.example/x.svg", false],
    [belvos, "javascript:alert(1)", false],
    [belvos, "not an address", false],
    [ours, `${SANDBOX}/statics/x.svg`, true],
    [ours, "https://statics.belvo.io/x.svg", false],
  ])("given %o, decides whether image %s is allowed: %s", (options, url, isShown) => {
    expect(createContentSecurityPolicy(options).allowsImage(url)).toBe(isShown);
  });
});
