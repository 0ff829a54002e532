import { createContext, useContext } from "react";
import type { Core } from "./core/create-core.ts";

export const CoreContext = createContext<Core | null>(null);

/** The page's connection to our server. */
export function useCore(): Core {
  const core = useContext(CoreContext);
  if (!core) throw new Error("useCore needs a CoreContext above it");
  return core;
}
