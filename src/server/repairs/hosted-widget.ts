import type { OpenRepair } from "#contract/repair.ts";
import type { ReturnOutcome } from "#contract/routes.ts";
import type { HostedBranding, HostedWidget } from "../belvo/belvo-client.ts";
import type { Brand } from "../settings/settings.ts";
import { LOGO_PATH } from "../site/brand-site.ts";

interface Options {
  /** The origin under which browsers reach us. */
  publicUrl: string;
  /** Belvo's own page, or the stand-in's. */
  hostedUrl: string;
  branding: HostedBranding | null;
  /** 256 random bits, base64url. */
  randomToken: () => string;
}

/** Belvo's own page: how it is told where to send people back, and where it is. */
export interface HostedPage {
  /** @returns The id by which one return is known, and what Belvo is told. */
  newReturn(): { returnId: string; widget: HostedWidget };
  /** Has the token in it: for one navigation, and never for a log. */
  addressOf(accessToken: string, locale: NonNullable<OpenRepair["locale"]>): string;
}

export function createHostedPage(options: Options): HostedPage {
  const { publicUrl, hostedUrl, branding, randomToken } = options;
  return {
    newReturn() {
      const returnId = randomToken();
      // Belvo adds a query; whether it would add to one of ours is not documented.
      const addressOf = (outcome: ReturnOutcome) => `${publicUrl}/return/${returnId}/${outcome}`;
      const callbackUrls = {
        success: addressOf("success"),
        exit: addressOf("exit"),
        event: addressOf("event"),
      };
      return { returnId, widget: { callbackUrls, branding } };
    },
    addressOf(accessToken, locale) {
      const query = new URLSearchParams({
        access_token: accessToken,
        locale,
        show_close_dialog: "false",
        show_abandon_survey: "false",
      });
      return `${hostedUrl}?${query.toString()}`;
    },
  };
}

/** Of the host's brand what Belvo's page can show: its logos are SVGs. `null` where there is nothing. */
export function brandingOf({ name, logo }: Brand, publicUrl: string): HostedBranding | null {
  const logoUrl = logo?.extension === ".svg" ? `${publicUrl}${LOGO_PATH}${logo.extension}` : null;
  if (name === null && logoUrl === null) return null;
  return { ...(name !== null && { name }), ...(logoUrl !== null && { logoUrl }) };
}
