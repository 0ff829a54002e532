import type { MiddlewareHandler } from "hono";
import * as v from "valibot";
import { Uuid } from "#contract/formats.ts";
import { canRepair } from "#contract/link.ts";
import { isLanguageTag, localeOf } from "#contract/locale.ts";
import { RefreshOutcome } from "#contract/refresh.ts";
import { Theme, type HostChoices } from "#contract/session.ts";
import {
  addressOf,
  createLoginLink,
  deleteLoginLinks,
  type LoginLinkOptions,
} from "../access/login-links.ts";
import type { Sessions } from "../access/sessions.ts";
import { createUserLimit } from "../access/user-limit.ts";
import type { SlidingWindows } from "../async/sliding-windows.ts";
import type { DataRefresh } from "../data-refresh/data-refresh.ts";
import { createRoutes, type App, type AppEnv } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { isSameSecret } from "../http/is-same-secret.ts";
import { ProblemError } from "../http/problem-error.ts";
import { readBody } from "../http/read-body.ts";
import type { SecurityLog } from "../http/security-log.ts";
import { findLink, type OwnLink } from "../links/read-links.ts";
import { ensureBroken, type RepairDependencies } from "../repairs/open-repair.ts";
import type { Secret } from "../settings/secret.ts";
import type { Visit } from "../sync/visit.ts";
import { readReturnUrl } from "./return-url.ts";

/** Source of the form of `externalId`: Belvo's OpenAPI, `Link.external_id`. */
const LoginLinkRequest = v.strictObject({
  externalId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{3,256}$/)),
  name: v.nullish(v.pipe(v.string(), v.trim(), v.maxLength(100))),
  /**
   * The one link to be repaired, for an e-mail or a push message; all of the person's without it.
   * `null` is refused: a mistake of the host's must not open more than was asked for.
   */
  linkId: v.optional(Uuid),
  /** Where the person goes back to when they are done; see `return-url.ts`. */
  returnUrl: v.nullish(v.string()),
  /** A BCP 47 tag. One that the page does not speak is as good as none. */
  locale: v.nullish(v.pipe(v.string(), v.maxLength(100), v.check(isLanguageTag))),
  theme: v.nullish(Theme),
});
type LoginLinkRequest = v.InferOutput<typeof LoginLinkRequest>;

/** Of one person's: a host that asks again and again has a fault, and each is a row for a month. */
const LOGIN_LINKS = { limit: 60, windowMs: 60_000 };

interface Dependencies extends LoginLinkOptions, Omit<RepairDependencies, "newId" | "mint"> {
  publicUrl: string;
  /** The keys that are good: two while one is being replaced, none when nothing may call us. */
  hostApiKeys: readonly Secret[];
  returnOrigins: readonly string[];
  sessions: Pick<Sessions, "endAll">;
  visit: Pick<Visit, "refresh" | "readAgain">;
  dataRefresh: DataRefresh;
  windows: SlidingWindows;
  security: SecurityLog;
}

/** For the backend of the app that sends people here: it knows who they are, we do not. */
export function hostRoutes(deps: Dependencies): App {
  const { publicUrl, hostApiKeys, sessions, dataRefresh, windows, security, now } = deps;
  const limitLoginLinks = createUserLimit(windows, "login links", LOGIN_LINKS);

  const app = createRoutes();
  app.use("/host/*", requireHostKey(hostApiKeys));
  app.post("/host/entries", async (c) => {
    const asked = await readBody(c, LoginLinkRequest);
    const { externalId } = asked;
    const choices = choicesIn(asked, deps);
    await limitLoginLinks(externalId);
    const linkId = asked.linkId === undefined ? null : normalizeId(asked.linkId);
    const askedAt = linkId === null ? now() : await askOfLink(deps, { externalId, linkId });
    const user = { externalId, name: nameOf(asked), onlyLinkId: linkId, ...choices };
    const loginLink = await createLoginLink(deps, user, askedAt);
    security(c, "host.login_link", { scope: linkId === null ? "all links" : "one link" });
    const { expiresAt } = loginLink;
    return c.json({ url: addressOf(loginLink, publicUrl), expiresAt }, 201);
  });
  app.post("/host/links/:linkId/refresh", async (c) =>
    c.json(v.parse(RefreshOutcome, await dataRefresh.ofAnyone(normalizeId(c.req.param("linkId"))))),
  );
  app.delete("/host/users/:externalId/sessions", async (c) => {
    const externalId = c.req.param("externalId");
    await deleteLoginLinks(deps, externalId);
    await sessions.endAll({ externalId, onlyLinkId: null });
    security(c, "host.logout_everywhere");
    return c.body(null, 204);
  });
  return app;
}

/** A host that has no name for its user may send nothing, blanks or signs that nobody can see. */
function nameOf({ name }: LoginLinkRequest): string | null {
  return name && /[^\p{C}\p{Z}]/u.test(name) ? name : null;
}

/** @throws {ProblemError} For a `returnUrl` that is not one, or may not be. */
function choicesIn(
  { returnUrl, locale, theme }: LoginLinkRequest,
  { returnOrigins }: Pick<Dependencies, "returnOrigins">,
): HostChoices {
  return {
    returnUrl: readReturnUrl(returnUrl, returnOrigins),
    locale: localeOf(locale ?? "") ?? null,
    theme: theme ?? null,
  };
}

/**
 * Lets by only who has the host's key. All of the header is compared: hono's `bearerAuth` takes fewer
 * characters in a key than the setting does.
 */
function requireHostKey(hostApiKeys: readonly Secret[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (hostApiKeys.length === 0) {
      throw new ProblemError("not_found", { reason: "HOST_API_KEY is not set" });
    }
    const given = c.req.header("Authorization");
    // All are compared, so that the time taken does not tell which of two was near.
    const fits = hostApiKeys.map((key) => isSameSecret(given, `Bearer ${key.reveal()}`));
    if (!fits.includes(true)) {
      const reason = given ? "its Authorization is not HOST_API_KEY's" : "it has no Authorization";
      throw new ProblemError("unauthenticated", { reason });
    }
    await next();
  };
}

/** A list that was read this recently is taken at its word. */
const RECENT_MS = 10_000;

/**
 * A list that was just read tells of all of a person's links, and a host may ask for each. What it does
 * not call broken, Belvo is asked for: the host may have heard of it before we have.
 *
 * @returns Since when the link is known to be broken, in milliseconds since 1970.
 */
async function askOfLink(deps: Dependencies, own: OwnLink): Promise<number> {
  const { asOf, stale } = await deps.visit.refresh(own.externalId);
  const known = await findLink(deps.store, own, deps);
  const isRecent = !stale && deps.now() - Date.parse(asOf) < RECENT_MS;
  if (isRecent && known && canRepair(known.state)) return Date.parse(asOf);
  if (!known) await deps.visit.readAgain(own.externalId);
  return ensureBroken(deps, own);
}
