import { useSyncExternalStore } from "react";
import { useCore } from "../core-context.ts";

/** The server's time in milliseconds since 1970, renewed every half minute so that "5 minutes ago" grows. */
export function useNow(): number {
  const { ticker } = useCore();
  return useSyncExternalStore(ticker.subscribe, ticker.read);
}
