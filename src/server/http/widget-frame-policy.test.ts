import { describe, expect, it } from "vitest";
import { widgetFramePolicy } from "./widget-frame-policy.ts";

const SANDBOX = "http://127.0.0.1:4010";
const ours = {
  belvoUrl: SANDBOX,
  widgetUrl: `${SANDBOX}/belvo-widget-1-stable.js`,
  extra: {},
  ancestors: ["https://banks.example.com"],
};
const belvos = {
  ...ours,
  belvoUrl: "https://sandbox.belvo.com",
  widgetUrl: "https://cdn.belvo.io/belvo-widget-1-stable.js",
};

function directives(header: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const each of header.split("; ")) found[each.split(" ")[0] ?? ""] = each;
  return found;
}

describe("the policy of the widget frame", () => {
  it("lets it call nothing of ours, and be framed by the page alone", () => {
    for (const options of [ours, belvos]) {
      const found = directives(widgetFramePolicy(options));
      expect(found["default-src"]).toBe("default-src 'none'");
      expect(found["connect-src"]).not.toContain("'self'");
      expect(found["script-src"]).not.toMatch(/unsafe|data:/);
      expect(found["frame-ancestors"]).toBe("frame-ancestors https://banks.example.com");
    }
  });

  it("allows only the sandbox's host while the sandbox stands in for Belvo", () => {
    const header = widgetFramePolicy(ours);
    expect(header).not.toMatch(/belvo\.(com|io)|unsafe-inline|hcaptcha|mxpnl/);
    expect(directives(header)).toMatchObject({
      "script-src": `script-src 'self' ${SANDBOX}`,
      "connect-src": `connect-src ${SANDBOX}`,
      "style-src": `style-src 'self' ${SANDBOX}`,
    });
  });

  it("allows what Belvo's widget is known to use, with inline styles as the only loosening", () => {
    const header = widgetFramePolicy(belvos);
    expect(directives(header)["script-src"]).toContain("https://cdn.belvo.io");
    expect(directives(header)["connect-src"]).toContain("https://widget-api.belvo.com");
    expect(directives(header)["style-src"]).toContain("'unsafe-inline'");
    expect(header.match(/unsafe/g)).toHaveLength(1);
    expect(header).not.toContain("127.0.0.1");
  });

  it("allows besides what is set, in directives that it has and in others", () => {
    const extra = { "script-src": ["'unsafe-eval'"], "worker-src": ["blob:"] };
    const found = directives(widgetFramePolicy({ ...ours, extra }));
    expect(found["script-src"]).toBe(`script-src 'self' ${SANDBOX} 'unsafe-eval'`);
    expect(found["worker-src"]).toBe("worker-src blob:");
  });
});
