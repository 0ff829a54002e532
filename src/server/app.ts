import { labPaths } from "#contract/lab.ts";
import type { DemoUser, Session } from "#contract/session.ts";
import { routes } from "#contract/routes.ts";
import { createFixedWindows } from "./async/fixed-windows.ts";
import type { SlidingWindows } from "./async/sliding-windows.ts";
import { reportDenied } from "./access/report-denied.ts";
import { requireSession } from "./access/require-session.ts";
import { createSessionCookie, type SessionCookie } from "./access/session-cookie.ts";
import { sessionRoutes } from "./access/session-routes.ts";
import { createSessions, type Sessions } from "./access/sessions.ts";
import { createReadLimit, limitReads } from "./access/user-limit.ts";
import { bankAlertRoutes } from "./banks/bank-alert-routes.ts";
import type { BelvoClient } from "./belvo/belvo-client.ts";
import { watchKeys } from "./belvo/watch-keys.ts";
import { createDataRefresh, dataRefreshRoutes } from "./data-refresh/data-refresh.ts";
import { createReadFirst } from "./first-load/read-first.ts";
import { hostRoutes } from "./host/host-routes.ts";
import { createRoutes, type App } from "./http/app-env.ts";
import { createContentSecurityPolicy } from "./http/content-security-policy.ts";
import { guardRequests } from "./http/guard-requests.ts";
import { healthRoutes } from "./http/health-routes.ts";
import type { Log } from "./http/log.ts";
import { logRequests } from "./http/log-requests.ts";
import { createSecurityLog, type SecurityLog } from "./http/security-log.ts";
import { secureHeaders } from "./http/secure-headers.ts";
import { widgetFramePolicy } from "./http/widget-frame-policy.ts";
import { createJobs, type Jobs } from "./jobs/create-jobs.ts";
import type { Webhook } from "./jobs/inbox.ts";
import { linkRoutes } from "./links/link-routes.ts";
import { createLinkAnswers } from "./links/link-answers.ts";
import { createLiveFeed } from "./live/live-feed.ts";
import { liveRoutes } from "./live/live-routes.ts";
import { createFaultLog } from "./page-errors/fault-log.ts";
import { pageErrorRoutes } from "./page-errors/page-error-routes.ts";
import { policyReportRoutes } from "./page-errors/policy-report-routes.ts";
import { problemOf } from "./problem-of.ts";
import { repairAllRoutes } from "./repair-all/repair-all-routes.ts";
import { brandingOf } from "./repairs/hosted-widget.ts";
import { handoffRoutes } from "./repairs/handoff-routes.ts";
import { repairRoutes } from "./repairs/repair-routes.ts";
import { isLoopback } from "./settings/loopback.ts";
import type { Settings } from "./settings/settings.ts";
import type { Site } from "./site/load-site.ts";
import { securityTxtRoutes } from "./site/security-txt.ts";
import { siteRoutes } from "./site/site-routes.ts";
import { separateWidgetHost } from "./site/widget-host.ts";
import { isWritable } from "./store/is-writable.ts";
import type { Store } from "./store/open-store.ts";
import type { LinkReader } from "./sync/link-reader.ts";
import { createVisit, type Visit } from "./sync/visit.ts";
import { webhookRoutes } from "./webhooks/webhook-routes.ts";

/** Every other address under `/api/` is for people who are signed in. */
const OPEN_ROUTES: readonly string[] = [
  routes.session,
  routes.loginLinkPreview,
  routes.pageErrors,
  routes.returns,
  // In the demo and the lab alone.
  routes.demoSession,
  ...Object.values(labPaths),
];

/** How often a limit that somebody goes on to reach is told of. */
const ONCE_A_MINUTE = { limit: 1, windowMs: 60_000 };

/** What of the settings an answer can depend on. */
export interface AppSettings extends Pick<
  Settings,
  | "publicUrl"
  | "hostApiKeys"
  | "frameAncestors"
  | "returnOrigins"
  | "proxies"
  | "securityContacts"
  | "webhookAuth"
  | "widgetOrigins"
  | "widgetHost"
  | "brand"
  | "preparesRepairs"
> {
  belvo: Pick<
    Settings["belvo"],
    "url" | "widgetUrl" | "widgetCspExtra" | "widgetMode" | "hostedUrl"
  >;
}

/** What an extension may use of the backend. */
export interface AppParts {
  store: Store;
  belvo: BelvoClient;
  reader: LinkReader;
  visit: Visit;
  windows: SlidingWindows;
  sessions: Sessions;
  cookie: SessionCookie;
  /** Whether the page may load an image from an address. */
  allowsLogo: (url: string) => boolean;
  /** What the session tells of Belvo's widget. */
  widget: Pick<Session, "widgetUrl" | "widgetOrigins" | "widgetMode" | "preparesRepairs">;
  log: Log;
  security: SecurityLog;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** A UUID. */
  newId: () => string;
}

/** What the demo and the lab add. Production has none. */
export interface AppExtension {
  /** The people to choose from on the first page; `null` where nobody is offered. */
  demoUsers: (() => Promise<DemoUser[]>) | null;
  /** True where a page of ours shows another one in a frame. */
  framesItself: boolean;
  /** Told of each webhook that came: of one that was refused, with `null`. */
  onWebhook?: (webhook: Webhook | null, isRepeat: boolean) => void;
  /** Gives more routes, and what ends the work behind them. */
  open(parts: AppParts): { routes: App; close: () => Promise<void> };
}

interface AppDependencies {
  settings: AppSettings;
  store: Store;
  belvo: BelvoClient;
  /** What people's limits are counted with. */
  windows: SlidingWindows;
  extension: AppExtension | null;
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

export interface RelinkApp extends Pick<
  Jobs,
  "start" | "reconcile" | "checkBanks" | "followRepairs" | "settled"
> {
  /**
   * Answers one request. Needs no port.
   *
   * @param peer The address that called, if there is a connection.
   */
  fetch(request: Request, peer?: string): Promise<Response>;
  /** All that is answered, and `ALL` for what only sees requests on their way. */
  routes: readonly { method: string; path: string }[];
  /** From now on not ready; answers are given as before. */
  refuseNew(): void;
  /** Ends streams and work. Resolves when nothing works behind the answers any more. */
  drain(): Promise<void>;
}

/** Puts the backend together. Whatever it does outside itself comes in as an argument. */
export function createApp(deps: AppDependencies): RelinkApp {
  const { settings, store, belvo, windows, extension, site, log } = deps;
  const { now, sleep, random, newId, randomToken } = deps;
  const { publicUrl, hostApiKeys, frameAncestors, webhookAuth } = settings;
  const { widgetOrigins, widgetHost, preparesRepairs } = settings;
  const { url: belvoUrl, widgetUrl, widgetMode, hostedUrl } = settings.belvo;
  const widget = { widgetUrl, widgetOrigins: [...widgetOrigins], widgetMode, preparesRepairs };
  const framesItself = extension?.framesItself ?? false;
  const demoUsers = extension?.demoUsers ?? null;
  const policy = createContentSecurityPolicy({
    belvoUrl,
    widgetUrl,
    widgetOrigins,
    frameAncestors,
    isSecure: publicUrl.startsWith("https:"),
    framesItself,
  });
  const framePolicy = widgetFramePolicy({
    belvoUrl,
    widgetUrl,
    extra: settings.belvo.widgetCspExtra,
    ancestors: [
      ...(widgetHost === null ? ["'self'", ...widgetOrigins] : [publicUrl]),
      ...frameAncestors,
    ],
  });
  const allowsLogo = policy.allowsImage;
  const security = createSecurityLog(log);
  const faults = createFaultLog({ log, now });
  const told = createFixedWindows(now);
  const isNews = (what: string) => told.take(what, ONCE_A_MINUTE) === 0;

  const jobs = createJobs({ store, belvo, log, now, sleep, newId });
  const { reader, inbox } = jobs;
  const visit = createVisit({ store, reader, now, sleep, log });
  const sessions = createSessions({ store, now, randomToken });
  const cookie = createSessionCookie(publicUrl);
  const openSessions = sessions.openAmong;
  const feed = createLiveFeed({ store, allowsLogo, openSessions, log, now, sleep, random });
  sessions.onEnd((sessionKey) => feed.endSession(sessionKey));
  const answers = createLinkAnswers({ store, log, allowsLogo, now });
  const sessionDetails = { demoUsers, widget };
  const countRead = createReadLimit(now);
  const readFirst = createReadFirst({
    ...sessionDetails,
    sessions,
    cookie,
    visit,
    answers,
    countRead,
    log,
    now,
    sleep,
  });
  const dataRefresh = createDataRefresh({ store, belvo, reader, visit, windows, allowsLogo, now });
  const extended = extension?.open({
    store,
    belvo,
    reader,
    visit,
    windows,
    sessions,
    cookie,
    allowsLogo,
    widget,
    log,
    security,
    now,
    sleep,
    newId,
  });
  const keys = watchKeys({ belvo, log, sleep });
  let isDraining = false;

  const app = createRoutes();
  app.use(logRequests({ log, security, isNews, now, problemOf }));
  app.use(secureHeaders({ publicUrl, policy, newId }));
  app.use(separateWidgetHost(widgetHost));
  const { proxies } = settings;
  guardRequests(app, { publicUrl, widgetHost, isLoopback, proxies, log, problemOf, now, sleep });
  app.use("/api/*", reportDenied({ store, security }));
  app.use("/api/*", requireSession({ sessions, cookie, openRoutes: OPEN_ROUTES }));
  app.use("/api/*", limitReads(countRead));
  for (const group of [
    healthRoutes({
      isWritable: () => isWritable(store),
      isDraining: () => isDraining,
      areKeysRefused: () => keys.areRefused(),
      now,
    }),
    sessionRoutes({
      ...{ ...sessionDetails, store, sessions, cookie },
      ...{ security, allowsLogo, now },
    }),
    linkRoutes({ visit, answers }),
    repairRoutes({
      store,
      belvo,
      hosted: { publicUrl, hostedUrl, branding: brandingOf(settings.brand, publicUrl) },
      widgetMode,
      preparesRepairs,
      reader,
      visit,
      sessions,
      cookie,
      windows,
      allowsLogo,
      log,
      now,
      newId,
      randomToken,
    }),
    handoffRoutes({
      ...{ store, visit, windows, security, publicUrl },
      ...{ allowsLogo, now, randomToken },
    }),
    dataRefreshRoutes({ dataRefresh }),
    repairAllRoutes({ store, visit, windows, allowsLogo, now, newId }),
    bankAlertRoutes({ store, windows, allowsLogo, now }),
    liveRoutes({ feed }),
    pageErrorRoutes({ faults }),
    policyReportRoutes({ faults }),
    webhookRoutes({ inbox, reader, webhookAuth, onSeen: extension?.onWebhook }),
    hostRoutes({
      store,
      reader,
      sessions,
      visit,
      dataRefresh,
      windows,
      security,
      publicUrl,
      hostApiKeys,
      returnOrigins: settings.returnOrigins,
      allowsLogo,
      now,
      randomToken,
    }),
    securityTxtRoutes({ contacts: settings.securityContacts, publicUrl, now }),
    ...(extended ? [extended.routes] : []),
    ...(site
      ? [
          siteRoutes({
            ...{ site, widgetUrl, framePolicy, readFirst, randomToken },
            pagePolicy: policy.headerFor,
          }),
        ]
      : []),
  ]) {
    app.route("/", group);
  }

  return {
    fetch: async (request, peer) => app.fetch(request, { peer }),
    routes: app.routes.map(({ method, path }) => ({ method, path })),
    async start() {
      void keys.start();
      await jobs.start();
    },
    reconcile: () => jobs.reconcile(),
    checkBanks: () => jobs.checkBanks(),
    followRepairs: () => jobs.followRepairs(),
    settled: () => jobs.settled(),
    refuseNew() {
      isDraining = true;
    },
    async drain() {
      isDraining = true;
      keys.stop();
      jobs.stop();
      await Promise.all([feed.close(), extended?.close(), jobs.settled(), visit.settled()]);
    },
  };
}
