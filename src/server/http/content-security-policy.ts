import { POLICY_REPORTS_PATH } from "#contract/routes.ts";

/** Sources by the directive that allows them. */
export type Directives = Readonly<Record<string, readonly string[]>>;

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
  /** The header's value for whatever is no page: nothing in it runs. */
  header: string;
  /** The same for a page whose scripts carry this nonce, made for this one answer. */
  headerFor: (nonce: string) => string;
  /** True when the policy lets a page show an image from this address. */
  allowsImage: (url: string) => boolean;
}

/**
 * Says what a page of ours may load, and from where: nothing that is not named here. Scripts are those
 * that our server has marked, and what they load; calls are to us alone. What Belvo's script needs, the
 * policy of the widget frame allows. Images may come from anywhere by https, since an institution's logo
 * may be anywhere: no vendor is named.
 */
export function createContentSecurityPolicy(options: PolicyOptions): ContentSecurityPolicy {
  const { widgetOrigins, frameAncestors, isSecure, framesItself = false } = options;
  const standIns = standInsOf(options);
  const ancestors = [...(framesItself ? ["'self'"] : []), ...frameAncestors];
  const frames = [
    ...(framesItself || widgetOrigins.length === 0 ? ["'self'"] : []),
    ...widgetOrigins,
  ];

  const withScripts = (scripts: readonly string[]) =>
    formatPolicy({
      "default-src": ["'none'"],
      "base-uri": ["'none'"],
      "object-src": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ancestors.length > 0 ? ancestors : ["'none'"],
      "script-src": scripts,
      "connect-src": ["'self'"],
      "img-src": ["'self'", "data:", "https:", ...standIns],
      "style-src": ["'self'"],
      "font-src": ["'self'"],
      "frame-src": frames,
      "manifest-src": ["'self'"],
      // Text that a script could be made of goes into no place that runs it, and nobody may vouch for it.
      "require-trusted-types-for": ["'script'"],
      "trusted-types": ["'none'"],
      ...REPORTING,
      ...(isSecure && { "report-to": [ENDPOINT] }),
    });

  return {
    header: withScripts(["'none'"]),
    headerFor: (nonce) => withScripts([`'nonce-${nonce}'`, "'strict-dynamic'"]),
    allowsImage: (url) => {
      if (!URL.canParse(url)) return false;
      const { protocol, origin } = new URL(url);
      return protocol === "https:" || standIns.includes(origin);
    },
  };
}

/** @returns The header's value. */
export function formatPolicy(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

/** What stands in for Belvo on this machine has its logos without TLS. */
function standInsOf({ belvoUrl, widgetUrl }: PolicyOptions): readonly string[] {
  const origins = [widgetUrl, belvoUrl].map((url) => new URL(url).origin);
  return [...new Set(origins)].filter((origin) => origin.startsWith("http:"));
}
