import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "../http/api.ts";
import { sessionQuery } from "../session/session-queries.ts";

/** The page's cache of our server's answers. A session that has ended ends the page of that person too. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiError && error.code === "unauthenticated") {
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    }
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // A refusal stays a refusal; only a lost connection is worth asking again at once.
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && error.code === "no_network",
      },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}
