import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { describe, expect, it } from "vitest";
import { createContentSecurityPolicy } from "./content-security-policy.ts";
import { widgetFramePolicy } from "./widget-frame-policy.ts";

const LIVE = {
  belvoUrl: "https://api.belvo.com",
  widgetUrl: "https://cdn.belvo.io/belvo-widget-1-stable.js",
};

/** What Google's evaluator finds, but for what is for information; the worse the lower its number. */
function findings(header: string): string[] {
  return new CspEvaluator(new CspParser(header).csp)
    .evaluate()
    .filter(({ severity }) => severity < Severity.INFO)
    .map(({ severity, directive, value }) =>
      `${Severity[severity]}: ${directive} ${value ?? ""}`.trim(),
    )
    .sort();
}

describe("the page's policy, as Google's CSP evaluator sees it (API8:2023, ASVS 5.0 V3.4.3)", () => {
  it.each([
    ["by itself", {}],
    ["with a host name for the widget", { widgetOrigins: ["https://widget.example.com"] }],
    ["in a host's frame", { frameAncestors: ["https://app.example.com"] }],
  ])("has nothing but a perhaps, which decision 20 answers: %s", (_, more) => {
    const base = { ...LIVE, widgetOrigins: [], frameAncestors: [], isSecure: true };
    const { header } = createContentSecurityPolicy({ ...base, ...more });
    // "Can be problematic": where an origin has uploads, JSONP or AngularJS. Ours has none.
    expect(findings(header)).toEqual(["MEDIUM_MAYBE: script-src 'self'"]);
    expect(header).toContain("; require-trusted-types-for 'script'; trusted-types 'none'");
    expect(header).toMatch(/; report-uri \/policy-reports; report-to policy$/);
  });
});

/** What the widget frame's policy allows, and is not strict; what each is for stands beside it there. */
const FOR_THE_WIDGET = [
  // Ours: the frame's own script.
  "'self'",
  // Belvo's documented script; and what an integrator found it to load.
  "https://cdn.belvo.io",
  "https://cdn.mxpnl.com",
  // hCaptcha's documentation.
  "https://hcaptcha.com",
  "https://*.hcaptcha.com",
];

describe("the widget frame's policy, as Google's CSP evaluator sees it", () => {
  it("has only what the vendor needs: hosts that have a script for it, and nothing that is certain", () => {
    const header = widgetFramePolicy({
      ...LIVE,
      extra: {},
      ancestors: ["https://banks.example.com"],
    });
    expect(findings(header)).toEqual(
      FOR_THE_WIDGET.map((source) => `MEDIUM_MAYBE: script-src ${source}`).sort(),
    );
    expect(header).toMatch(/; report-uri \/policy-reports$/);
  });
});
