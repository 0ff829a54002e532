import { readFile } from "node:fs/promises";

/** Linux counts in hundredths of a second. Source: proc(5), `/proc/pid/stat`. */
const TICK_MS = 10;

/** Milliseconds of processor time that a process has taken; `null` where there is no `/proc`. */
export async function cpuMsOf(pid: number | undefined): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  // The name of the program stands in brackets, and may have blanks.
  const [user, system] =
    stat
      ?.slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13) ?? [];
  if (user === undefined || system === undefined) return null;
  return (Number(user) + Number(system)) * TICK_MS;
}
