import { Hono } from "hono";
import { accountsEndpoint } from "./accounts/account-endpoints.ts";
import { ApiError } from "./http/api-error.ts";
import { apiErrors } from "./http/api-errors.ts";
import { identifyCaller, requireKeys } from "./http/caller.ts";
import { mountEndpoint, type Call, type Endpoint } from "./http/endpoint.ts";
import { institutionEndpoints } from "./institutions/institution-endpoints.ts";
import { linkEndpoints } from "./links/link-endpoints.ts";
import { tokenEndpoint } from "./tokens/token-endpoint.ts";
import type { World } from "./world.ts";

/** Belvo's HTTP API, or as much of it as update mode needs. */
export function apiApp(world: World, publicUrl: string | undefined): Hono {
  // Paths end with a slash, and are told apart by it.
  const app = new Hono({ strict: true });

  function describe(request: Request, id: string): Call {
    const url = new URL(request.url);
    const authorization = request.headers.get("authorization");
    return {
      request,
      url,
      origin: publicUrl ?? url.origin,
      id,
      identify: () => identifyCaller(authorization, world.keys, world.tokens),
    };
  }
  for (const endpoint of endpointsOf(world)) mountEndpoint(app, endpoint, describe);

  app.notFound(() => apiErrors.notFound().toResponse(world.newId()));
  app.onError((error) => {
    if (error instanceof ApiError) return error.toResponse(world.newId());
    throw error;
  });
  return app;
}

function endpointsOf(world: World): Endpoint[] {
  return [
    probeEndpoint,
    tokenEndpoint(world),
    ...linkEndpoints(world),
    accountsEndpoint(world),
    ...institutionEndpoints(world),
  ];
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
