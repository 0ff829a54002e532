import { extraPart } from "../loading/extra-part.tsx";
import type { RepairToldProps } from "./repair-told.tsx";

/** It comes with what runs repairs: until that is here, there is no more to tell than the beginning. */
export const RepairTold = extraPart<RepairToldProps>(
  async () => (await import("./repair-told.tsx")).RepairTold,
);
