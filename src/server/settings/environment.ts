import * as z from "zod";
import { brandLogo } from "./brand-logo.ts";
import { isSafeUrl } from "./loopback.ts";

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

const port = (fallback: number) =>
  z.coerce
    .number(PORT_RULE)
    .int(PORT_RULE)
    .min(1, PORT_RULE)
    .max(65_535, PORT_RULE)
    .default(fallback);

const safeUrl = z
  .string()
  .refine((text) => URL.canParse(text) && isSafeUrl(new URL(text)), URL_RULE)
  .transform((text) => new URL(text).href);

const origin = z
  .string()
  .refine((text) => URL.canParse(text) && isSafeUrl(new URL(text)) && isBare(text), ORIGIN_RULE)
  .transform((text) => new URL(text).origin);

function isBare(text: string): boolean {
  const { pathname, search, hash } = new URL(text);
  return pathname === "/" && search === "" && hash === "";
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname } = new URL(text);
  return /^postgres(ql)?:$/.test(protocol) && hostname !== "" && pathname.length > 1;
}

/** Whole `Authorization` values, as Belvo sends them: two while one is being replaced. */
const webhookAuth = z
  .string()
  .optional()
  .transform((text) => text?.split(",").map((each) => each.trim()) ?? [])
  .pipe(
    z.array(z.string().regex(/^[\x20-\x7e]{8,512}$/, WEBHOOK_AUTH_RULE)).max(2, WEBHOOK_AUTH_RULE),
  );

/** Two while one is being replaced. */
const hostApiKey = z
  .string()
  .optional()
  .transform((text) => text?.split(",").map((each) => each.trim()) ?? [])
  .pipe(z.array(z.string().regex(/^[\x21-\x7e]{32,}$/, KEY_RULE)).max(2, KEY_RULE));

/** What stands in `frame-ancestors`: a list without anything that could end the directive. */
const frameAncestors = z
  .string()
  .default("none")
  .transform((text) => (/^'?none'?$/.test(text.trim()) ? [] : text.trim().split(/[\s,]+/)))
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^(https:\/\/(\*\.)?|http:\/\/(localhost|127\.0\.0\.1)(?=:|$))[a-z0-9.-]*(:\d{1,5})?$/i,
          ANCESTORS_RULE,
        ),
    ),
  );

/** Directives that say what may be loaded; the others are not for a setting. */
const EXTRA_DIRECTIVE =
  /^((child|connect|font|frame|img|media|script|style|worker)-src|form-action)$/;
const EXTRA_SOURCE =
  /^('[a-z0-9+/=-]+'|(https|wss|data|blob):|(https|wss):\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?(\/[\w./-]*)?)$/i;

/** `script-src a b; img-src c`: what is added to the policy of the widget frame. */
const cspExtra = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(";")
      .map((each) => each.trim().split(/\s+/))
      .filter(([name]) => name !== ""),
  )
  .refine(
    (directives) =>
      directives.every(
        ([name = "", ...sources]) =>
          EXTRA_DIRECTIVE.test(name) &&
          sources.length > 0 &&
          sources.every((source) => EXTRA_SOURCE.test(source)),
      ),
    EXTRA_RULE,
  )
  .transform((directives) =>
    Object.fromEntries(directives.map(([name = "", ...sources]) => [name, sources])),
  );

/** What stands in `security.txt`, a line each. Source: RFC 9116, 2.5.3. */
const contacts = z
  .string()
  .optional()
  .transform((text) => text?.split(",").map((each) => each.trim()) ?? [])
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^(mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+|tel:\+[\d-]+|https:\/\/[\w.-]+(:\d{1,5})?(\/[\w./~%-]*)?)$/,
          CONTACT_RULE,
        ),
    ),
  );

/** One line of text: no control character, nor one that turns the direction of what follows. */
const brandName = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,40}$/u, NAME_RULE);

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, COLOUR_RULE)
  .toLowerCase();

/** How much is logged: from nothing to a line for each request, and no more than that. */
const logLevel = z
  .string()
  .toLowerCase()
  .pipe(z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"], LEVEL_RULE));

/** Every setting by its name in the environment; an empty one counts as not set. */
export const Environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: port(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, "must be a host name or an address")
    .default("127.0.0.1"),
  PUBLIC_URL: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:/.test(text) && isBare(text),
      "must be an http(s) origin",
    )
    .transform((text) => new URL(text).origin)
    .optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z.string().refine(isPostgresUrl, DATABASE_RULE).optional(),
  BELVO_API_URL: origin.optional(),
  BELVO_SECRET_ID: z.string().optional(),
  BELVO_SECRET_PASSWORD: z.string().optional(),
  BELVO_WIDGET_URL: safeUrl.optional(),
  BELVO_WIDGET_MODE: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["embedded", "hosted", "auto"], MODE_RULE))
    .default("auto"),
  PREPARE_REPAIRS: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["on", "off"], SWITCH_RULE))
    .default("on"),
  BELVO_WEBHOOK_AUTH: webhookAuth,
  HOST_API_KEY: hostApiKey,
  FRAME_ANCESTORS: frameAncestors,
  TRUST_PROXY: z.coerce
    .number(PROXY_RULE)
    .int(PROXY_RULE)
    .min(0, PROXY_RULE)
    .max(10, PROXY_RULE)
    .default(0),
  SECURITY_CONTACT: contacts,
  WIDGET_ORIGIN: origin.optional(),
  WIDGET_CSP_EXTRA: cspExtra,
  LOG_LEVEL: logLevel.optional(),
  BRAND_NAME: brandName.optional(),
  BRAND_ACCENT: colour.optional(),
  BRAND_LOGO: brandLogo.optional(),
  SANDBOX_PORT: port(4010),
  SANDBOX_SECRET_ID: z.string().default("sandbox-id"),
  SANDBOX_SECRET_PASSWORD: z.string().default("sandbox-password"),
});
export type Environment = z.infer<typeof Environment>;
