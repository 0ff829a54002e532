import { extraPart } from "../loading/extra-part.tsx";
import type { RepairToldProps } from "./repair-told.tsx";

/** It comes with what runs repairs: until that is here, there is no more to tell than the beginning. */
export const RepairTold = extraPart<RepairToldProps>(
  async () => (await import("./repair-told.tsx")).RepairTold,
  // Belvo may say that the link is connected, whatever came of a press here: the way on is there then.
  { Missing: ({ link, children }) => link.state === "connected" && children },
);
