import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router-dom";
import * as v from "valibot";
import { useRepair } from "./repair-provider.tsx";

const Arrival = v.object({ isUpdatePressed: v.literal(true) });

/** Goes with the address of a repair whose Update was pressed before anybody was signed in. */
export const updatePressed: v.InferOutput<typeof Arrival> = { isUpdatePressed: true };

/** Begins the repair that a press on the page before has asked for: once, and not again on a reload. */
export function useUpdateOnArrival(linkId: string): void {
  const { pathname, ...location } = useLocation();
  const navigate = useNavigate();
  const { start } = useRepair();
  const isPressed = v.safeParse(Arrival, location.state).success;
  useEffect(() => {
    if (!isPressed) return undefined;
    // React runs effects twice in development, and a repair is begun once.
    const timer = setTimeout(() => {
      start(linkId);
      void navigate(pathname, { replace: true, state: null });
    });
    return () => clearTimeout(timer);
  }, [isPressed, linkId, navigate, pathname, start]);
}
