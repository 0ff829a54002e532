import { formatPolicy, REPORTING, type Directives } from "./content-security-policy.ts";

/** The script's own address, by which Belvo is told from what stands in for it. */
const BELVO_CDN = "https://cdn.belvo.io";

/** hCaptcha's own documentation asks for its subdomains too. */
const HCAPTCHA = ["https://hcaptcha.com", "https://*.hcaptcha.com"];

/**
 * What Belvo's widget loads, and from where. Belvo publishes no such list. These come from a policy
 * that an integrator wrote after looking into the widget's bundle (2026), except where it is said.
 */
const BELVO_SOURCES: Directives = {
  // The documented script, and the versioned module that it loads; Mixpanel.
  "script-src": [BELVO_CDN, "https://cdn.mxpnl.com", ...HCAPTCHA],
  "connect-src": [
    // The widget's own API and its looks.
    "https://widget-api.belvo.com",
    "https://widget-customization.belvo.com",
    // Another integrator's policy has all of Belvo's hosts.
    "https://*.belvo.io",
    "https://*.belvo.com",
    // The token's `api_url` claim names the API of its environment.
    "https://sandbox.belvo.com",
    "https://api.belvo.com",
    "https://api-js.mixpanel.com",
    "https://app.configcat.com",
    "https://cdn-eu.configcat.com",
    "https://cdn-global.configcat.com",
    ...HCAPTCHA,
  ],
  // The other integrator says that the widget is in a frame of Belvo's host.
  "frame-src": [...HCAPTCHA, "https://*.belvo.io"],
  // An institution's logo may be anywhere.
  "img-src": ["data:", "blob:", "https:"],
  // Belvo's own frame has no address, and takes this policy over with its styles.
  "style-src": ["'unsafe-inline'", BELVO_CDN, "https://fonts.googleapis.com", ...HCAPTCHA],
  "font-src": ["data:", BELVO_CDN, "https://fonts.gstatic.com"],
};

interface FramePolicyOptions {
  /** Belvo's API, or the stand-in for it: an origin. */
  belvoUrl: string;
  widgetUrl: string;
  /** What is allowed besides, by directive. */
  extra: Directives;
  /** Origins of the page, and of those who may frame the page. */
  ancestors: readonly string[];
}

/**
 * Says what the document that runs Belvo's script may load. Of ours it may load its own script and
 * style, and may call nothing: `connect-src` has no `'self'`.
 */
export function widgetFramePolicy({
  belvoUrl,
  widgetUrl,
  extra,
  ancestors,
}: FramePolicyOptions): string {
  const widget = new URL(widgetUrl).origin;
  const sources =
    widget === BELVO_CDN ? BELVO_SOURCES : sourcesOf(widget, new URL(belvoUrl).origin);
  const own: Directives = {
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "form-action": ["'self'"],
  };
  const names = new Set([...Object.keys(own), ...Object.keys(sources), ...Object.keys(extra)]);
  const loads = [...names].map((name): [string, string[]] => [
    name,
    [...(own[name] ?? []), ...(sources[name] ?? []), ...(extra[name] ?? [])],
  ]);
  return formatPolicy({
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    "frame-ancestors": ancestors,
    ...Object.fromEntries(loads),
    // Not `report-to`: what is refused to Belvo's frame without an address, browsers do not tell there.
    ...REPORTING,
  });
}

/** A stand-in, or a mirror of the widget's: its own origins, and nobody else's. */
function sourcesOf(...origins: string[]): Directives {
  const all = [...new Set(origins)];
  return {
    "script-src": all,
    "connect-src": all,
    "frame-src": all,
    "img-src": ["data:", ...all],
    "style-src": all,
    "font-src": all,
  };
}
