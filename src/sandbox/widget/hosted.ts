import { readHostConfig, type HostCallback } from "./host-config.ts";
import { readCallbackUrls, type CallbackUrls } from "./access-token.ts";
import { openWidget } from "./open-widget.ts";
import { fieldOf, textOf } from "./untyped.ts";
import { wordsIn } from "./words/words-in.ts";

interface Hosted {
  /** Where the API is. */
  origin: string;
  document: Document;
  /** The page's own address, with what it was asked to open. */
  location: Pick<Location, "search" | "assign">;
}

/**
 * The widget as a page of its own: it has the screens of the embedded one, and tells what happens by
 * going to one of the addresses that came with the token.
 *
 * Source: Belvo, "Hosted widget".
 */
export function openHosted({ origin, document, location }: Hosted): void {
  const asked = new URLSearchParams(location.search);
  const accessToken = asked.get("access_token") ?? "";
  const urls = readCallbackUrls(accessToken);
  const { locale } = readHostConfig({ locale: asked.get("locale") ?? "es" });

  const go = (outcome: keyof CallbackUrls, query: Query) => {
    if (urls) location.assign(addressOf(urls[outcome], query));
    else if (outcome !== "event") document.body.textContent = wordsIn(locale).goBackYourself;
  };
  const callback: HostCallback = (link, institution) => go("success", { link, institution });
  openWidget(origin, accessToken, {
    locale,
    show_close_dialog: asked.get("show_close_dialog") !== "false",
    show_abandon_survey: asked.get("show_abandon_survey") !== "false",
    callback,
    onExit: (data: unknown) => go("exit", exitQuery(data)),
    onEvent: (event: unknown) => {
      const details = fieldOf(event, "meta_data");
      const error = textOf(details, "error_code");
      // The only error that a page of its own is left for.
      if (error !== "ACCESS_TOKEN_NOT_VALID") return;
      go("event", { error, error_message: textOf(details, "error_message") });
    },
  });
}

type Query = Record<string, unknown>;

function exitQuery(data: unknown): Query {
  const error = fieldOf(data, "last_encountered_error");
  const details = fieldOf(data, "meta_data");
  return {
    last_encountered_error_code: textOf(error, "code"),
    last_encountered_error_message: textOf(error, "message"),
    meta_data_institution_name: textOf(details, "institution_name"),
    meta_data_step: textOf(details, "step"),
  };
}

function addressOf(url: string, query: Query): string {
  const named = Object.entries(query).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return `${url}?${new URLSearchParams(named).toString()}`;
}
