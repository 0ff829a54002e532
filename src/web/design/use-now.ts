import { useEffect, useState } from "react";

const TICK_MS = 30_000;

/** The time in milliseconds since 1970, renewed every half minute so that "5 minutes ago" grows. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
