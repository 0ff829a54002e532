import { useEffect, useState } from "react";
import { serverClock } from "../http/server-clock.ts";

const TICK_MS = 30_000;

/**
 * The server's time in milliseconds since 1970, renewed every half minute so that "5 minutes ago" grows:
 * what it is compared with is the server's too.
 */
export function useNow(): number {
  const [now, setNow] = useState(() => serverClock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(serverClock.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
