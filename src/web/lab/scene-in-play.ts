import type { LabScene } from "#contract/lab.ts";

/** What acts are done in. */
export interface SceneInPlay {
  /** `null` until it is set, and from when it is over. */
  scene: LabScene | null;
  /** Tells the trace what the presenter did. */
  mark: (text: string) => void;
}

/** @returns `undefined` for a connection that was not there when the scene was set. */
export function bankName(banks: LabScene["banks"], linkId: string | null): string | undefined {
  return banks.find((bank) => bank.linkId === linkId)?.name;
}
