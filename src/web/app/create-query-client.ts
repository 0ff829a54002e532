import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "../http/api.ts";

/** Makes a cache of our server's answers. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
}
