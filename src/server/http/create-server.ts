import type { DemoUser } from "#contract/session.ts";
import type { BelvoClient } from "../belvo/belvo-client.ts";
import type { Lab } from "../lab/lab.ts";
import { labRoutes } from "../lab/lab-routes.ts";
import { createTraceFeed } from "../lab/trace-feed.ts";
import { tellWebhook } from "../lab/tell-webhook.ts";
import { createLiveFeed } from "../live/live-feed.ts";
import { liveRoutes } from "../live/live-routes.ts";
import { pageErrorRoutes } from "../page-errors/page-error-routes.ts";
import { refreshRoutes } from "../refresh/refresh-routes.ts";
import { createUpkeep, type Upkeep } from "../upkeep/create-upkeep.ts";
import { walkRoutes } from "../walk/walk-routes.ts";
import { watchRoutes } from "../watch/watch-routes.ts";
import { webhookRoutes } from "../webhooks/webhook-routes.ts";
import { createLinkRefresh } from "../links/link-refresh.ts";
import { linkRoutes } from "../links/link-routes.ts";
import { repairRoutes } from "../repair/repair-routes.ts";
import { hostRoutes } from "../session/host-routes.ts";
import { requireSession } from "../session/require-session.ts";
import { createSessionCookie } from "../session/session-cookie.ts";
import { createSessionKeeper } from "../session/session-keeper.ts";
import { sessionRoutes } from "../session/session-routes.ts";
import type { Settings } from "../settings/settings.ts";
import type { Store } from "../store/open-store.ts";
import { createRoutes } from "./app-env.ts";
import { createContentSecurityPolicy } from "./content-security-policy.ts";
import { guardRequests } from "./guard-requests.ts";
import { healthRoutes } from "./health-routes.ts";
import type { Site } from "./load-site.ts";
import type { Log } from "./log.ts";
import { requireHostKey } from "./require-host-key.ts";
import { secureHeaders } from "./secure-headers.ts";
import { siteRoutes } from "./site-routes.ts";

/** What of the settings an answer can depend on. */
export interface ServerSettings extends Pick<
  Settings,
  "publicUrl" | "hostApiKey" | "frameAncestors" | "webhookAuth"
> {
  belvo: Pick<Settings["belvo"], "url" | "widgetUrl">;
}

interface ServerDependencies {
  settings: ServerSettings;
  store: Store;
  belvo: BelvoClient;
  /** The people to choose from on the first page; `null` in every mode but the demo. */
  demoUsers: (() => Promise<DemoUser[]>) | null;
  /** What the lab works with; `null` where it is not offered. */
  lab: Lab | null;
  /** The built pages; `null` when something else serves them. */
  site: Site | null;
  log: Log;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  random: () => number;
  /** A UUID. */
  newId: () => string;
  /** 256 random bits, base64url: 43 characters. */
  randomToken: () => string;
}

export interface RelinkServer extends Pick<Upkeep, "start" | "sweep" | "checkBanks" | "settled"> {
  /** Answers one request. Needs no port. */
  fetch(request: Request): Promise<Response>;
  /** From now on not ready; answers are given as before. */
  refuseNew(): void;
  /** Ends streams and work. Resolves when nothing works behind the answers any more. */
  drain(): Promise<void>;
}

/** Puts the backend together. Whatever it does outside itself comes in as an argument. */
export function createServer(deps: ServerDependencies): RelinkServer {
  const { settings, site } = deps;
  const { publicUrl, hostApiKey, frameAncestors, webhookAuth } = settings;
  const { url: belvoUrl, widgetUrl } = settings.belvo;
  const hub = deps.lab?.mode === "demo" ? deps.lab.hub : null;
  const policy = createContentSecurityPolicy({
    belvoUrl,
    widgetUrl,
    frameAncestors,
    framesItself: hub !== null,
  });
  const sessions = createSessionKeeper(deps);
  const cookie = createSessionCookie(publicUrl);
  const upkeep = createUpkeep(deps);
  const refresh = createLinkRefresh({ ...deps, ...upkeep });
  const linkDeps = { ...deps, ...upkeep, refresh, allowsLogo: policy.allowsImage };
  const feed = createLiveFeed({ ...linkDeps, isOpenSession: sessions.isOpen });
  sessions.onEnd((sessionKey) => feed.endSession(sessionKey));
  const trace = hub && createTraceFeed({ ...linkDeps, hub });
  let isDraining = false;

  const app = createRoutes();
  app.use(secureHeaders({ publicUrl, policy, newId: deps.newId }));
  guardRequests(app, { publicUrl, log: deps.log });
  app.use("/api/links/*", requireSession({ sessions, cookie }));
  app.use("/api/repairs/*", requireSession({ sessions, cookie }));
  app.use("/api/walk/*", requireSession({ sessions, cookie }));
  app.use("/api/live", requireSession({ sessions, cookie }));
  app.use("/host/entries", requireHostKey(hostApiKey));
  app.use("/host/links/*", requireHostKey(hostApiKey));

  app.route("/", healthRoutes({ ...deps, isDraining: () => isDraining }));
  app.route("/", sessionRoutes({ ...deps, sessions, cookie, widgetUrl }));
  app.route("/", linkRoutes(linkDeps));
  app.route("/", repairRoutes(linkDeps));
  app.route("/", refreshRoutes(linkDeps));
  app.route("/", walkRoutes(linkDeps));
  app.route("/", watchRoutes(linkDeps));
  app.route("/", liveRoutes({ feed }));
  app.route("/", pageErrorRoutes(deps));
  app.route(
    "/",
    webhookRoutes({ ...upkeep, webhookAuth, ...(hub && tellWebhook({ ...deps, hub })) }),
  );
  app.route("/", labRoutes({ ...linkDeps, sessions, cookie, trace }));
  app.route("/", hostRoutes({ ...linkDeps, publicUrl }));
  if (site) app.route("/", siteRoutes({ site, widgetUrl }));

  return {
    fetch: async (request) => app.fetch(request),
    start: () => upkeep.start(),
    sweep: () => upkeep.sweep(),
    checkBanks: () => upkeep.checkBanks(),
    settled: () => upkeep.settled(),
    refuseNew() {
      isDraining = true;
    },
    async drain() {
      isDraining = true;
      upkeep.stop();
      await Promise.all([feed.close(), trace?.close(), upkeep.settled(), refresh.settled()]);
    },
  };
}
