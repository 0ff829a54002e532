import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router-dom";
import { useRepair } from "./repair-provider.tsx";
import type { ReturnState } from "./return-page.tsx";

/** Goes on with the repair that a person comes back to from Belvo's own page. */
export function useReturn(): void {
  const { pathname, search, ...location } = useLocation();
  const state: unknown = location.state;
  const { resume } = useRepair();
  const navigate = useNavigate();
  useEffect(() => {
    if (!isReturn(state)) return;
    // A reload is no second return.
    void navigate(pathname + search, { replace: true, state: null });
    resume(state.back);
  }, [navigate, pathname, resume, search, state]);
}

/** Nobody else puts a state of this form into the history. */
function isReturn(state: unknown): state is ReturnState {
  return typeof state === "object" && state !== null && "back" in state;
}
