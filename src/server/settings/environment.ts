import * as v from "valibot";
import { brandLogo } from "./brand-logo.ts";
import { isSafeUrl } from "./loopback.ts";
import { returnOrigins } from "./return-origins.ts";

const PORT_RULE = "must be a whole number from 1 to 65535";
const URL_RULE = "must be an https address (http only for this machine), without user or password";
const ORIGIN_RULE = `${URL_RULE}, path or query`;
const ANCESTORS_RULE = "must be 'none', or origins like https://app.example.com";
const EXTRA_RULE =
  "must be directives with sources, like: script-src 'unsafe-eval' https://a.example; img-src https:";
const DATABASE_RULE = "must be like postgresql://user:password@host/database";
const WEBHOOK_AUTH_RULE =
  "must be an Authorization value of 8 to 512 characters, or two with a comma between them";
const KEY_RULE = "must have at least 32 characters; there may be two, with a comma between them";
const NAME_RULE = "must have 1 to 40 characters that can be seen";
const MODE_RULE = "must be one of embedded, hosted and auto";
const SWITCH_RULE = "must be on or off";
const LEVEL_RULE = "must be one of silent, fatal, error, warn, info, debug and trace";
const PROXY_RULE = "must be how many proxies there are in front of Relink, from 0 to 10";
const CONTACT_RULE =
  "must be one or more of mailto:, tel: and https: addresses, with commas between them";
const COLOUR_RULE = "must be a colour like #0b5f4f";

const whole = (least: number, most: number, rule: string) =>
  v.pipe(
    v.string(),
    v.transform(Number),
    v.number(rule),
    v.safeInteger(rule),
    v.minValue(least, rule),
    v.maxValue(most, rule),
  );

const port = whole(1, 65_535, PORT_RULE);

const safeUrl = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text) && isSafeUrl(new URL(text)), URL_RULE),
  v.transform((text) => new URL(text).href),
);

const origin = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text) && isSafeUrl(new URL(text)) && isBare(text), ORIGIN_RULE),
  v.transform((text) => new URL(text).origin),
);

function isBare(text: string): boolean {
  const { pathname, search, hash } = new URL(text);
  return pathname === "/" && search === "" && hash === "";
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname } = new URL(text);
  return /^postgres(ql)?:$/.test(protocol) && hostname !== "" && pathname.length > 1;
}

/** With commas between them; none where nothing is set. */
const values = v.pipe(
  v.optional(v.string(), ""),
  v.transform((text) => (text === "" ? [] : text.split(",").map((each) => each.trim()))),
);

/** Whole `Authorization` values, as Belvo sends them: two while one is being replaced. */
const webhookAuth = v.pipe(
  values,
  v.array(v.pipe(v.string(), v.regex(/^[\x20-\x7e]{8,512}$/, WEBHOOK_AUTH_RULE))),
  v.maxLength(2, WEBHOOK_AUTH_RULE),
);

/** Two while one is being replaced. */
const hostApiKey = v.pipe(
  values,
  v.array(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{32,}$/, KEY_RULE))),
  v.maxLength(2, KEY_RULE),
);

/** What stands in `frame-ancestors`: a list without anything that could end the directive. */
const frameAncestors = v.pipe(
  v.optional(v.string(), "none"),
  v.transform((text) => (/^'?none'?$/.test(text.trim()) ? [] : text.trim().split(/[\s,]+/))),
  v.array(
    v.pipe(
      v.string(),
      v.regex(
        /^(https:\/\/(\*\.)?|http:\/\/(localhost|127\.0\.0\.1)(?=:|$))[a-z0-9.-]*(:\d{1,5})?$/i,
        ANCESTORS_RULE,
      ),
    ),
  ),
);

/** Directives that say what may be loaded; the others are not for a setting. */
const EXTRA_DIRECTIVE =
  /^((child|connect|font|frame|img|media|script|style|worker)-src|form-action)$/;
const EXTRA_SOURCE =
  /^('[a-z0-9+/=-]+'|(https|wss|data|blob):|(https|wss):\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?(\/[\w./-]*)?)$/i;

/** `script-src a b; img-src c`: what is added to the policy of the widget frame. */
const cspExtra = v.pipe(
  v.optional(v.string(), ""),
  v.transform((text) =>
    text
      .split(";")
      .map((each) => each.trim().split(/\s+/))
      .filter(([name]) => name !== ""),
  ),
  v.check(
    (directives) =>
      directives.every(
        ([name = "", ...sources]) =>
          EXTRA_DIRECTIVE.test(name) &&
          sources.length > 0 &&
          sources.every((source) => EXTRA_SOURCE.test(source)),
      ),
    EXTRA_RULE,
  ),
  v.transform((directives) =>
    Object.fromEntries(directives.map(([name = "", ...sources]) => [name, sources])),
  ),
);

/** What stands in `security.txt`, a line each. Source: RFC 9116, 2.5.3. */
const contacts = v.pipe(
  values,
  v.array(
    v.pipe(
      v.string(),
      v.regex(
        /^(mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+|tel:\+[\d-]+|https:\/\/[\w.-]+(:\d{1,5})?(\/[\w./~%-]*)?)$/,
        CONTACT_RULE,
      ),
    ),
  ),
);

/** One line of text: no control character, nor one that turns the direction of what follows. */
const brandName = v.pipe(v.string(), v.trim(), v.regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,40}$/u, NAME_RULE));

const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, COLOUR_RULE), v.toLowerCase());

/** How much is logged: from nothing to a line for each request, and no more than that. */
const logLevel = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.picklist(["silent", "fatal", "error", "warn", "info", "debug", "trace"], LEVEL_RULE),
);

/** Every setting by its name in the environment; an empty one counts as not set. */
export const Environment = v.object({
  NODE_ENV: v.optional(v.string()),
  PORT: v.optional(port, "3000"),
  HOST: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:-]+$/, "must be a host name or an address")),
    "127.0.0.1",
  ),
  PUBLIC_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => URL.canParse(text) && /^https?:/.test(text) && isBare(text),
        "must be an http(s) origin",
      ),
      v.transform((text) => new URL(text).origin),
    ),
  ),
  DATA_DIR: v.optional(v.string(), "./data"),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.check(isPostgresUrl, DATABASE_RULE))),
  BELVO_API_URL: v.optional(origin),
  BELVO_SECRET_ID: v.optional(v.string()),
  BELVO_SECRET_PASSWORD: v.optional(v.string()),
  BELVO_WIDGET_URL: v.optional(safeUrl),
  BELVO_WIDGET_MODE: v.optional(
    v.pipe(v.string(), v.toLowerCase(), v.picklist(["embedded", "hosted", "auto"], MODE_RULE)),
    "auto",
  ),
  PREPARE_REPAIRS: v.optional(
    v.pipe(v.string(), v.toLowerCase(), v.picklist(["on", "off"], SWITCH_RULE)),
    "on",
  ),
  BELVO_WEBHOOK_AUTH: webhookAuth,
  HOST_API_KEY: hostApiKey,
  FRAME_ANCESTORS: frameAncestors,
  RETURN_ORIGINS: returnOrigins,
  TRUST_PROXY: v.optional(whole(0, 10, PROXY_RULE), "0"),
  SECURITY_CONTACT: contacts,
  WIDGET_ORIGIN: v.optional(origin),
  WIDGET_CSP_EXTRA: cspExtra,
  LOG_LEVEL: v.optional(logLevel),
  BRAND_NAME: v.optional(brandName),
  BRAND_ACCENT: v.optional(colour),
  BRAND_LOGO: v.optional(brandLogo),
  SANDBOX_PORT: v.optional(port, "4010"),
  SANDBOX_SECRET_ID: v.optional(v.string(), "sandbox-id"),
  SANDBOX_SECRET_PASSWORD: v.optional(v.string(), "sandbox-password"),
});
export type Environment = v.InferOutput<typeof Environment>;
