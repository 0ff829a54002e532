import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { ConnectionResetError } from "./faults/faults.ts";
import { ApiError, refusal } from "./http/api-error.ts";
import { mountEndpoint, requireKeys, type Endpoint, type SecretKeys } from "./http/endpoint.ts";
import { createRateLimiter, type Limits } from "./http/rate-limiter.ts";
import { isByForeignName, isFromForeignPage, readWhole } from "./http/strangers.ts";
import { bankDataEndpoints } from "./routes/accounts.ts";
import { controlApp } from "./routes/control.ts";
import { filesApp, type WidgetScripts } from "./routes/files.ts";
import { institutionEndpoint, institutionsEndpoint } from "./routes/institutions.ts";
import { linkEndpoint, linksEndpoint, refreshEndpoint } from "./routes/links.ts";
import { tokenEndpoint } from "./routes/tokens.ts";
import {
  createWorld,
  DEFAULT_BEGINNING,
  type Beginning,
  type Restart,
  type Surroundings,
  type World,
} from "./world.ts";

interface SandboxOptions
  extends
    SecretKeys,
    Omit<Surroundings, "randomUUID">,
    Partial<Pick<Surroundings, "randomUUID">>,
    Partial<Beginning> {
  limits?: Partial<Limits>;
  widget: WidgetScripts;
  /** Origin that pages and logos are addressed from; a request's own, unless this is given. */
  publicUrl?: string;
  /** Host names by which it may be called, besides those of this machine. */
  hosts?: readonly string[];
}

/** A stand-in for Belvo, without a port. */
export interface Sandbox {
  /**
   * @param address Where the call comes from; its rate is limited by it.
   * @throws {ConnectionResetError} When a fault says that the connection breaks.
   */
  fetch(request: Request, address?: string): Promise<Response>;
  /** Starts over. Webhooks go on going where they went. */
  reset: (restart?: Restart) => void;
  /** Sends no more webhooks. */
  stop: () => void;
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const startedAt = options.now();
  let running = start({ ...DEFAULT_BEGINNING, ...options });

  function start(beginning: Beginning) {
    const { secretId, secretPassword, limits } = options;
    const keys = { secretId, secretPassword };
    const world = createWorld({ randomUUID, ...options, ...beginning, keys, limits, startedAt });
    return { world, fetch: answering(world, options, startOver) };
  }

  function startOver(restart: Restart): string {
    const { webhooks, ...before } = running.world;
    webhooks.stop();
    const { seed = before.seed, people = before.people } = restart;
    running = start({ seed, people });
    // Whoever listens is still there.
    running.world.webhooks.register(webhooks.target());
    return running.world.seed;
  }

  return {
    fetch: (request, address = "in-process") => running.fetch(request, address),
    reset: (restart = {}) => void startOver(restart),
    stop: () => running.world.webhooks.stop(),
  };
}

function answering(
  world: World,
  { widget, publicUrl, hosts = [] }: SandboxOptions,
  startOver: (restart: Restart) => string,
) {
  const api = apiApp(world, publicUrl);
  const others = filesApp(world, widget).route("/_sandbox", controlApp(world, { startOver }));
  const limiter = createRateLimiter({
    now: world.now,
    limits: () => world.faults.settings().rateLimit,
    tokens: world.tokens,
  });

  return async (call: Request, address: string): Promise<Response> => {
    const { pathname, hostname } = new URL(call.url);
    if (isByForeignName(call, hosts)) {
      return plain(403, `The sandbox is not to be called by the name ${hostname}.`);
    }
    const request = call.body === null ? call : await readWhole(call);
    if (request === null) return plain(413, "The body has more than 64 kB.");
    if (!pathname.startsWith("/api/")) return others.fetch(request);
    const isOpen = OPEN_PATHS.test(pathname);
    if (isOpen && request.method === "OPTIONS") return preflight();
    if (isByKeys(request, pathname) && isFromForeignPage(request)) {
      return plain(403, "Pages of another origin cannot call the sandbox with its keys.");
    }
    const refused = limiter.refuse(request, address) ?? (await disturb(world, request));
    const answer = refused ?? (await api.fetch(request));
    return isOpen ? openToAnyOrigin(answer) : answer;
  };
}

/** Belvo's HTTP API, or as much of it as update mode needs. */
function apiApp(world: World, publicUrl: string | undefined): Hono {
  // Paths end with a slash, and are told apart by it.
  const app = new Hono({ strict: true });
  const endpoints = [
    probeEndpoint,
    tokenEndpoint(world),
    linksEndpoint(world),
    linkEndpoint(world),
    refreshEndpoint(world),
    institutionsEndpoint(world),
    institutionEndpoint(world),
    ...bankDataEndpoints(world),
  ];
  for (const endpoint of endpoints) mountEndpoint(app, endpoint, { ...world, publicUrl });

  app.notFound(() => refusal("not_found").toResponse(world.newId()));
  app.onError((error) => {
    if (error instanceof ApiError) return error.toResponse(world.newId());
    throw error;
  });
  return app;
}

/** What Belvo's own clients call to see whether their keys are good. */
const probeEndpoint: Endpoint = {
  path: "/api/",
  methods: {
    GET(_call, caller) {
      requireKeys(caller);
      return Response.json({});
    },
  },
};

/** Lets go wrong what the faults ask for. */
async function disturb(world: World, request: Request): Promise<Response | undefined> {
  const { delayMs, outcome } = world.faults.nextRequest(request);
  if (delayMs > 0) {
    await new Promise<void>((resolve) => world.clock.schedule(resolve, delayMs));
  }
  if (outcome === "none") return undefined;
  if (outcome === "reset") throw new ConnectionResetError("The connection was reset.");
  return outcome.toResponse(world.newId());
}

/** Here the keys stand in the body. */
const TOKEN_PATH = "/api/token/";

/** What a widget calls from the page it is embedded in, which may have any origin. */
const OPEN_PATHS = /^\/api\/(links|institutions)\//;

/** The answer to a browser's question whether it may call. */
function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET, PUT, PATCH",
      "Access-Control-Allow-Headers": "Authorization, Content-Type",
      "Access-Control-Max-Age": "600",
    },
  });
}

/** The keys are known to all, so that a page which somebody has open knows them as well. */
function isByKeys({ headers }: Request, pathname: string): boolean {
  const isWidget = /^bearer /i.test(headers.get("authorization") ?? "");
  return pathname === TOKEN_PATH || !isWidget;
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status });
}

/** Lets any page read the answer: by its token, a widget gets at one link only. */
function openToAnyOrigin(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("Access-Control-Allow-Origin", "*");
  return new Response(response.body, { status: response.status, headers });
}
