import { randomUUID } from "node:crypto";
import { apiApp } from "./api-app.ts";
import { controlApp, controlErrorResponse } from "./control/control-app.ts";
import { ConnectionResetError } from "./faults/create-faults.ts";
import { isOwnBackend } from "./faults/own-backend.ts";
import type { SecretKeys } from "./http/caller.ts";
import { answerPreflight, openToAnyOrigin } from "./http/cors.ts";
import { createRateLimiter } from "./http/create-rate-limiter.ts";
import { staticApp, type WidgetScripts } from "./static-app.ts";
import { createWorld, type Surroundings, type World } from "./world.ts";

/** The same links, with the same ids, at every start. */
const DEFAULT_SEED = "relink";

interface SandboxOptions
  extends SecretKeys, Omit<Surroundings, "randomUUID">, Partial<Pick<Surroundings, "randomUUID">> {
  seed?: string;
  widget: WidgetScripts;
  /** Origin that pages and logos are addressed from; a request's own, unless this is given. */
  publicUrl?: string;
}

/** A stand-in for Belvo, without a port. */
export interface Sandbox {
  /**
   * @param address Where the call comes from; its rate is limited by it.
   * @throws {ConnectionResetError} When a dial says that the connection breaks.
   */
  fetch(request: Request, address?: string): Promise<Response>;
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const startedAt = options.now();
  let running = start(options.seed ?? DEFAULT_SEED);

  function start(seed: string): Running {
    const { publicUrl, widget, ...around } = options;
    const world = createWorld(options, seed, { randomUUID, startedAt, ...around });
    return { world, fetch: answering(world, widget, publicUrl, startOver) };
  }

  function startOver(seed = running.world.seed): string {
    const { webhooks } = running.world;
    webhooks.stop();
    running = start(seed);
    // Whoever listens is still there.
    running.world.webhooks.aim(webhooks.target());
    return seed;
  }

  return {
    fetch: (request, address = "in-process") => running.fetch(request, address),
  };
}

interface Running {
  world: World;
  fetch: (request: Request, address: string) => Promise<Response>;
}

function answering(
  world: World,
  widget: WidgetScripts,
  publicUrl: string | undefined,
  startOver: (seed?: string) => string,
): Running["fetch"] {
  const api = apiApp(world, publicUrl);
  const limiter = createRateLimiter({
    now: world.now,
    limits: () => world.faults.dials().rateLimit,
    tokens: world.tokens,
  });
  const others = staticApp(widget, () => world.faults.dials());
  others.route("/", controlApp(world, startOver));
  others.onError((error) => {
    const response = controlErrorResponse(error);
    if (response) return response;
    throw error;
  });

  async function answerApi(request: Request, address: string): Promise<Response> {
    const preflight = answerPreflight(request);
    if (preflight) return preflight;

    const refused = limiter.refuse(request, address) ?? (await disturb(world, request));
    return openToAnyOrigin(request, refused ?? (await api.fetch(request)));
  }

  return async (request, address) => {
    const { pathname } = new URL(request.url);
    return pathname.startsWith("/api/") ? answerApi(request, address) : others.fetch(request);
  };
}

/** Lets go wrong what the dials ask for. */
async function disturb(world: World, request: Request): Promise<Response | undefined> {
  const { faults, schedule, newId } = world;
  if (faults.dials().callers === "relink" && !isOwnBackend(request)) return undefined;

  const { delayMs, outcome } = faults.nextRequest();
  if (delayMs > 0) await new Promise<void>((resolve) => schedule(resolve, delayMs));
  if (outcome === "none") return undefined;
  if (outcome === "reset") throw new ConnectionResetError("The connection was reset.");
  return outcome.toResponse(newId());
}
