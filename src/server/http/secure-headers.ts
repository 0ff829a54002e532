import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./app-env.ts";
import { REPORTING_ENDPOINTS, type ContentSecurityPolicy } from "./content-security-policy.ts";

interface Options {
  policy: ContentSecurityPolicy;
  publicUrl: string;
  newId: () => string;
}

/** Neither the page nor a bank's screen in it has a use for these. */
const NOTHING_OF_THE_DEVICE = [
  ...["accelerometer", "bluetooth", "camera", "display-capture", "geolocation", "gyroscope", "hid"],
  ...["magnetometer", "microphone", "midi", "payment", "serial", "usb"],
]
  .map((feature) => `${feature}=()`)
  .join(", ");

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Puts on every answer what makes a browser strict, unless the answer has a rule of its own, and the
 * id under which our log has it.
 */
export function secureHeaders({ policy, publicUrl, newId }: Options): MiddlewareHandler<AppEnv> {
  const isSecure = publicUrl.startsWith("https:");
  const headers = {
    "Content-Security-Policy": policy.header,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": NOTHING_OF_THE_DEVICE,
    // A bank may open a window of its own for its sign-in, and has to find its way back.
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(isSecure && {
      "Reporting-Endpoints": REPORTING_ENDPOINTS,
      "Strict-Transport-Security": `max-age=${YEAR_SECONDS}; includeSubDomains`,
    }),
  };

  return async (c, next) => {
    c.set("requestId", newId());
    await next();
    for (const [name, value] of Object.entries(headers)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    c.res.headers.set("X-Request-Id", c.get("requestId"));
  };
}
