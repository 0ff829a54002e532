import { QueryClient } from "@tanstack/react-query";

/** Makes a cache of our server's answers. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
