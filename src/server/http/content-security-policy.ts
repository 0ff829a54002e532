import { POLICY_REPORTS_PATH } from "#contract/routes.ts";

/** Sources by the directive that allows them. */
export type Directives = Readonly<Record<string, readonly string[]>>;

/** Where the logos of Belvo's institutions are, by its documentation and its sandbox's answers. */
const BELVO_LOGOS = [
  "https://statics.belvo.io",
  "https://statics.sandbox.belvo.io",
  "https://belvo-api-media.s3.amazonaws.com",
];

/** Has browsers tell us what they refused, on whichever host name the policy is read. */
export const REPORTING: Directives = { "report-uri": [POLICY_REPORTS_PATH] };

const ENDPOINT = "policy";
/** What `report-to` in the page's policy means. */
export const REPORTING_ENDPOINTS = `${ENDPOINT}="${POLICY_REPORTS_PATH}"`;

interface PolicyOptions {
  /** Belvo's API, or the stand-in for it: an origin. */
  belvoUrl: string;
  widgetUrl: string;
  /** Origins that have the widget frame; our own when empty. */
  widgetOrigins: readonly string[];
  /** Origins that may frame us; none when empty. */
  frameAncestors: readonly string[];
  /**
   * True for https. Browsers that know `report-to` take it in place of `report-uri`, and of a page
   * without https then tell nothing.
   */
  isSecure: boolean;
  /** True where a page of ours shows another one in a frame. */
  framesItself?: boolean;
}

export interface ContentSecurityPolicy {
  /** The header's value. */
  header: string;
  /** True when the policy lets a page show an image from this address. */
  allowsImage: (url: string) => boolean;
}

/**
 * Says what a page of ours may load, and from where: nothing that is not named here. Scripts and
 * calls are our own alone; what Belvo's script needs, the policy of the widget frame allows.
 */
export function createContentSecurityPolicy(options: PolicyOptions): ContentSecurityPolicy {
  const { widgetOrigins, frameAncestors, isSecure, framesItself = false } = options;
  const logos = logosOf(options);
  const ancestors = [...(framesItself ? ["'self'"] : []), ...frameAncestors];
  const frames = [
    ...(framesItself || widgetOrigins.length === 0 ? ["'self'"] : []),
    ...widgetOrigins,
  ];
  const images = new Set(logos);

  return {
    header: formatPolicy({
      "default-src": ["'none'"],
      "base-uri": ["'none'"],
      "object-src": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ancestors.length > 0 ? ancestors : ["'none'"],
      "script-src": ["'self'"],
      "connect-src": ["'self'"],
      "img-src": ["'self'", "data:", ...logos],
      "style-src": ["'self'"],
      "font-src": ["'self'"],
      "frame-src": frames,
      "manifest-src": ["'self'"],
      // Text that a script could be made of goes into no place that runs it, and nobody may vouch for it.
      "require-trusted-types-for": ["'script'"],
      "trusted-types": ["'none'"],
      ...REPORTING,
      ...(isSecure && { "report-to": [ENDPOINT] }),
    }),
    allowsImage: (url) => URL.canParse(url) && images.has(new URL(url).origin),
  };
}

/** @returns The header's value. */
export function formatPolicy(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

function logosOf({ belvoUrl, widgetUrl }: PolicyOptions): readonly string[] {
  const widget = new URL(widgetUrl).origin;
  if (widget === "https://cdn.belvo.io") return BELVO_LOGOS;
  return [...new Set([widget, new URL(belvoUrl).origin])];
}
