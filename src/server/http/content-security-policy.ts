/**
 * Every foreign host that a page of ours may reach, and why. Belvo publishes no such list; these come
 * from what is known of its widget and its API.
 */
const BELVO_HOSTS = {
  script: [
    // Belvo's documented script address, and the versioned module that this script loads.
    "https://cdn.belvo.io",
    // Seen in the widget's bundle: Mixpanel and hCaptcha.
    "https://cdn.mxpnl.com",
    "https://hcaptcha.com",
    // hCaptcha's own documentation asks for its subdomains too.
    "https://*.hcaptcha.com",
  ],
  connect: [
    // Seen in the widget's bundle: its own API and looks, Mixpanel, ConfigCat.
    "https://widget-api.belvo.com",
    "https://widget-customization.belvo.com",
    "https://api-js.mixpanel.com",
    "https://app.configcat.com",
    "https://cdn-eu.configcat.com",
    "https://cdn-global.configcat.com",
    "https://hcaptcha.com",
    "https://*.hcaptcha.com",
    // The token's `api_url` claim: the widget may call the API of the token's environment.
    "https://sandbox.belvo.com",
    "https://api.belvo.com",
  ],
  frame: ["https://hcaptcha.com", "https://*.hcaptcha.com"],
  // Where the logos of Belvo's institutions are, by its documentation and its sandbox's answers.
  image: [
    "https://statics.belvo.io",
    "https://statics.sandbox.belvo.io",
    "https://belvo-api-media.s3.amazonaws.com",
  ],
  // The widget lives in an about:blank frame, which takes our policy over. Whether it styles itself
  // inline cannot be known from outside; without this, it would come up bare if it does.
  style: ["'unsafe-inline'", "https://*.hcaptcha.com"],
} as const;

type Hosts = { readonly [kind in keyof typeof BELVO_HOSTS]: readonly string[] };

interface PolicyOptions {
  /** Belvo's API, or the stand-in for it: an origin. */
  belvoUrl: string;
  widgetUrl: string;
  /** Origins that may frame us; none when empty. */
  frameAncestors: readonly string[];
  /** True where a page of ours shows another one in a frame. */
  framesItself?: boolean;
}

export interface ContentSecurityPolicy {
  /** The header's value. */
  header: string;
  /** True when the policy lets a page show an image from this address. */
  allowsImage: (url: string) => boolean;
}

/** Says what a page of ours may load, and from where: nothing that is not named here. */
export function createContentSecurityPolicy(options: PolicyOptions): ContentSecurityPolicy {
  const hosts = hostsFor(options);
  const own = options.framesItself === true ? ["'self'"] : [];
  const ancestors = [...own, ...options.frameAncestors];
  const directives = {
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ancestors.length > 0 ? ancestors : ["'none'"],
    "script-src": ["'self'", ...hosts.script],
    "connect-src": ["'self'", ...hosts.connect],
    "img-src": ["'self'", "data:", ...hosts.image],
    "style-src": ["'self'", ...hosts.style],
    "font-src": ["'self'"],
    "frame-src": [...own, ...hosts.frame],
    "manifest-src": ["'self'"],
  };
  const images = new Set(hosts.image);

  return {
    header: Object.entries(directives)
      .map(([name, sources]) => `${name} ${sources.join(" ")}`)
      .join("; "),
    allowsImage: (url) => URL.canParse(url) && images.has(new URL(url).origin),
  };
}

function hostsFor({ belvoUrl, widgetUrl }: PolicyOptions): Hosts {
  const widget = new URL(widgetUrl).origin;
  if (widget === "https://cdn.belvo.io") return BELVO_HOSTS;

  // A stand-in, or a mirror of the widget's: its own origins, and nobody else's.
  const origins = [...new Set([widget, new URL(belvoUrl).origin])];
  return { script: origins, connect: origins, frame: origins, image: origins, style: origins };
}
