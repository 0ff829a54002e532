import type { Settings } from "./settings.ts";

/**
 * What an operator should know before anybody comes, though Relink can start.
 *
 * Relink itself ends no TLS: where people come by https, a proxy is in front.
 */
export function warningsOf({ publicUrl, proxies, widgetOrigins }: Settings): string[] {
  return [
    ...(publicUrl.startsWith("https:") && proxies === 0
      ? [
          "TRUST_PROXY is not set, and people come through a proxy: limits take all of them for one, so that one who guesses keeps others out",
        ]
      : []),
    ...(widgetOrigins.length === 0
      ? [
          "WIDGET_ORIGIN is not set: Belvo's script runs on the page's own origin, where it could act as the person",
        ]
      : []),
  ];
}
