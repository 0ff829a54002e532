import { spawnSync } from "node:child_process";

/** @returns Why calls of the system cannot be watched here; `null` when they can. */
export function whyNoStrace(): string | null {
  const { status, error } = spawnSync("strace", ["-o", "/dev/null", "true"], { stdio: "ignore" });
  if (error) return "strace is not here";
  return status === 0 ? null : "strace may not watch processes here";
}
