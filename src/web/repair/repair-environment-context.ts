import { createContext } from "react";
import type { RepairEnvironment } from "../core/repair/repair-environment.ts";

export const RepairEnvironmentContext = createContext<RepairEnvironment | null>(null);
