import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "../http/api.ts";

/**
 * Makes a cache of our server's answers.
 *
 * @param onSignedOut Told when the server says that there is no session any more.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiError && error.code === "unauthenticated") onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // A request tries again by itself where that may help, and ends in time.
        retry: false,
      },
      mutations: { networkMode: "always" },
    },
  });
}
