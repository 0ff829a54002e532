import * as v from "valibot";
import type { LabOffer } from "#contract/lab.ts";
import type { WidgetMode } from "#contract/session.ts";
import type { BrandLogo } from "./brand-logo.ts";
import { Environment } from "./environment.ts";
import { isLoopback } from "./loopback.ts";
import { Secret } from "./secret.ts";

/** Belvo's sandbox: what keys open unless BELVO_API_URL says otherwise. */
const BELVO_SANDBOX_URL = "https://sandbox.belvo.com";
const WIDGET_FILE = "belvo-widget-1-stable.js";
const BELVO_WIDGET_URL = `https://cdn.belvo.io/${WIDGET_FILE}`;

/**
 * Belvo's own page with the widget, for its sandbox and for production: the token says which.
 *
 * Source: Belvo, "Hosted widget".
 */
const BELVO_HOSTED_URL = "https://widget.belvo.io/";
/** The same of the stand-in. */
const SANDBOX_HOSTED_PATH = "/hosted";

/** Where Belvo is, or what stands in for it, and the keys that open it. */
export interface BelvoSettings {
  /** An origin, without a slash at its end. */
  url: string;
  widgetUrl: string;
  /** What people allow the widget's script besides, by directive. */
  widgetCspExtra: Readonly<Record<string, readonly string[]>>;
  widgetMode: WidgetMode;
  /** Belvo's own page with the widget, or the stand-in's. */
  hostedUrl: string;
  secretId: Secret;
  secretPassword: Secret;
}

/** How the host shows itself on the page; where there is `null`, Relink shows itself. */
export interface Brand {
  name: string | null;
  /** `#rrggbb`, as it was given: not every colour can be read everywhere. */
  accent: string | null;
  logo: BrandLogo | null;
}

export interface Settings {
  host: string;
  port: number;
  /** The origin under which browsers reach us. */
  publicUrl: string;
  /**
   * Origins that have the widget frame; the page's own when empty. In the demo both names of this
   * machine, so that the page, whichever it is opened by, has another one for the frame.
   */
  widgetOrigins: readonly string[];
  /** The host name that has the widget frame and nothing else; `null` where there is none. */
  widgetHost: string | null;
  dataDir: string;
  /** PostgreSQL, with its password; `null` for SQLite in {@link Settings.dataDir}. */
  databaseUrl: Secret | null;
  belvo: BelvoSettings;
  /** True when Belvo is a stand-in on this machine: the first page then offers its users. */
  demo: boolean;
  /** What the lab may do here; `null` where it is not offered: in production, and with Belvo itself. */
  lab: LabOffer["mode"] | null;
  /** The stand-in that is ours to start; `null` when it runs by itself, or when Belvo is Belvo. */
  embeddedSandbox: { port: number } | null;
  /** Each opens what is for the host's backend; none when empty. */
  hostApiKeys: readonly Secret[];
  /** Each a whole `Authorization` value that webhooks may come with; none when empty. */
  webhookAuth: readonly Secret[];
  /** Origins that may frame us; none when empty. */
  frameAncestors: readonly string[];
  /** Where a login link may send people back to: origins, and schemes with their colon. */
  returnOrigins: readonly string[];
  /** How many proxies of ours there are between us and the world. */
  proxies: number;
  /** Where somebody who found a hole can tell of it, as URIs; nowhere when empty. */
  securityContacts: readonly string[];
  brand: Brand;
  /** False where no token is to be asked for before the press. */
  preparesRepairs: boolean;
  /** The least that is logged: at `info` a line for each request, at `warn` refusals and faults. */
  logLevel: NonNullable<Environment["LOG_LEVEL"]>;
}

/** Settings that Relink cannot start with. The message names every bad one, and no value. */
class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(complaints: readonly string[]) {
    super(["Relink cannot start:", ...complaints.map((each) => `  - ${each}`)].join("\n"));
  }
}

/**
 * Reads all settings once, at start.
 *
 * @throws {SettingsError} Naming every setting that is bad, not only the first.
 */
export function readSettings(variables: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = v.safeParse(Environment, given);
  const complaints = [
    ...(parsed.success ? [] : complaintsOf(parsed.issues)),
    ...conflicts(given),
    ...(parsed.success && isSharedHost(parsed.output) ? [SHARED_HOST] : []),
  ];
  if (!parsed.success || complaints.length > 0) throw new SettingsError(complaints);

  return settingsOf(parsed.output);
}

const SHARED_HOST =
  "WIDGET_ORIGIN has the host name of PUBLIC_URL, and browsers keep cookies by host name: set another";

/** Cookies do not know ports: two origins of one host name are no two places. */
function isSharedHost(env: Environment): boolean {
  const { WIDGET_ORIGIN: origin } = env;
  return origin !== undefined && new URL(origin).hostname === new URL(publicUrlOf(env)).hostname;
}

function settingsOf(env: Environment): Settings {
  const { BELVO_SECRET_ID: id, BELVO_SECRET_PASSWORD: password } = env;
  const hasKeys = id !== undefined && password !== undefined;
  const embedded = !hasKeys && env.BELVO_API_URL === undefined;
  const sandboxUrl = `http://127.0.0.1:${env.SANDBOX_PORT}`;
  const url = env.BELVO_API_URL ?? (embedded ? sandboxUrl : BELVO_SANDBOX_URL);
  const standIn = isLoopback(new URL(url).hostname);
  const publicUrl = publicUrlOf(env);

  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl,
    ...widgetPlaceOf(env.WIDGET_ORIGIN, publicUrl, standIn),
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL === undefined ? null : new Secret(env.DATABASE_URL),
    belvo: {
      url,
      widgetUrl: env.BELVO_WIDGET_URL ?? (standIn ? `${url}/${WIDGET_FILE}` : BELVO_WIDGET_URL),
      widgetCspExtra: env.WIDGET_CSP_EXTRA,
      widgetMode: env.BELVO_WIDGET_MODE,
      hostedUrl: standIn ? `${url}${SANDBOX_HOSTED_PATH}` : BELVO_HOSTED_URL,
      secretId: new Secret(hasKeys ? id : env.SANDBOX_SECRET_ID),
      secretPassword: new Secret(hasKeys ? password : env.SANDBOX_SECRET_PASSWORD),
    },
    demo: standIn,
    lab: labOf(env.NODE_ENV, standIn, url),
    embeddedSandbox: embedded ? { port: env.SANDBOX_PORT } : null,
    hostApiKeys: env.HOST_API_KEY.map((key) => new Secret(key)),
    webhookAuth: env.BELVO_WEBHOOK_AUTH.map((value) => new Secret(value)),
    frameAncestors: env.FRAME_ANCESTORS,
    returnOrigins: env.RETURN_ORIGINS,
    proxies: env.TRUST_PROXY,
    securityContacts: env.SECURITY_CONTACT,
    brand: {
      name: env.BRAND_NAME ?? null,
      accent: env.BRAND_ACCENT ?? null,
      logo: env.BRAND_LOGO ?? null,
    },
    preparesRepairs: env.PREPARE_REPAIRS === "on",
    logLevel: env.LOG_LEVEL ?? (isProduction(env.NODE_ENV) ? "info" : "warn"),
  };
}

function publicUrlOf({
  HOST,
  PORT,
  PUBLIC_URL,
}: Pick<Environment, "HOST" | "PORT" | "PUBLIC_URL">) {
  return PUBLIC_URL ?? new URL(`http://${bracket(HOST)}:${PORT}`).origin;
}

/** The two names by which browsers reach this machine, and between which they share nothing. */
const OWN_NAMES = ["localhost", "127.0.0.1"];

function widgetPlaceOf(
  widgetOrigin: string | undefined,
  publicUrl: string,
  isDemo: boolean,
): Pick<Settings, "widgetOrigins" | "widgetHost"> {
  if (widgetOrigin !== undefined) {
    return { widgetOrigins: [widgetOrigin], widgetHost: new URL(widgetOrigin).hostname };
  }
  const { hostname, port, protocol } = new URL(publicUrl);
  const widgetOrigins =
    isDemo && OWN_NAMES.includes(hostname)
      ? OWN_NAMES.map((name) => new URL(`${protocol}//${name}:${port}`).origin)
      : [];
  return { widgetOrigins, widgetHost: null };
}

function labOf(mode: string | undefined, standIn: boolean, url: string): Settings["lab"] {
  if (isProduction(mode)) return null;
  if (standIn) return "demo";
  return url === BELVO_SANDBOX_URL ? "sandbox" : null;
}

/** One line for each bad setting, however many rules it breaks. */
function complaintsOf(issues: readonly v.BaseIssue<unknown>[]): string[] {
  const byName = new Map<string, string>();
  for (const { path, message } of issues) {
    const name = String(path?.[0]?.key);
    if (!byName.has(name)) byName.set(name, `${name} ${message}`);
  }
  return [...byName.values()];
}

/** What is wrong between settings, each of which may be right by itself. */
function conflicts(given: Record<string, string | undefined>): string[] {
  const { BELVO_SECRET_ID: id, BELVO_SECRET_PASSWORD: password, BELVO_API_URL: url } = given;
  const found: string[] = [];
  const away = url !== undefined && URL.canParse(url) && !isLoopback(new URL(url).hostname);

  const missing = [
    ...(id === undefined ? ["BELVO_SECRET_ID"] : []),
    ...(password === undefined ? ["BELVO_SECRET_PASSWORD"] : []),
  ];
  if (missing.length === 1) found.push(`${missing.join()} is missing, and the other key is set`);
  if (missing.length === 2 && away) found.push(`${missing.join(" and ")} are missing`);

  const isDemo = missing.length === 2 ? !away : url !== undefined && !away;
  if (
    isDemo &&
    url === undefined &&
    (given["PORT"] ?? "3000") === (given["SANDBOX_PORT"] ?? "4010")
  ) {
    found.push("SANDBOX_PORT is the same as PORT");
  }
  if (isDemo && isProduction(given["NODE_ENV"])) {
    found.push("NODE_ENV is production, and the demo is not for production: set Belvo's keys");
  }
  // A stand-in that somebody names may be tried on PostgreSQL; one that comes by itself has nobody's data.
  if (isDemo && url === undefined && given["DATABASE_URL"] !== undefined) {
    found.push("DATABASE_URL is set, and the demo keeps nothing there: set Belvo's keys");
  }
  if (isDemo && given["HOST"] !== undefined && !isLoopback(given["HOST"])) {
    found.push("HOST is open to other machines, and the demo is not: set Belvo's keys");
  }
  const publicUrl = given["PUBLIC_URL"];
  const isReached = publicUrl !== undefined && URL.canParse(publicUrl);
  if (isDemo && isReached && !isLoopback(new URL(publicUrl).hostname)) {
    found.push("PUBLIC_URL is for other machines, and the demo is not: set Belvo's keys");
  }
  if (!isDemo && isForOthers(given) && !hasHttps(given["PUBLIC_URL"])) {
    found.push("PUBLIC_URL must be set to an https address: people come from other machines");
  }
  return found;
}

/**
 * However it is spelt, and in people's own languages: who means production, or what leads to it, is to
 * get no demo.
 */
function isProduction(mode: string | undefined): boolean {
  const words = (mode ?? "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .split(/\P{L}+/u);
  return [words.join(""), ...words].some(
    (word) => word.startsWith("prod") || word === "prd" || word === "live",
  );
}

/** True when people on other machines are to reach us. */
function isForOthers(given: Record<string, string | undefined>): boolean {
  const { NODE_ENV: mode, HOST: host, PUBLIC_URL: url } = given;
  if (isProduction(mode) || (host !== undefined && !isLoopback(host))) return true;
  return url !== undefined && URL.canParse(url) && !isLoopback(new URL(url).hostname);
}

/** An address that cannot be read is complained about by itself. */
function hasHttps(url: string | undefined): boolean {
  return url !== undefined && (!URL.canParse(url) || new URL(url).protocol !== "http:");
}

function bracket(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
