import { Agent } from "node:http";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Chance } from "../chance.ts";
import { openGround } from "../open-ground.ts";
import { createProbes, sendProbe } from "../probes.ts";
import { judgeTrace, readTrace, type SyncReport } from "./read-trace.ts";

/** Of a string: more than a page of the store, in which a webhook has to be found. */
const STRING_BYTES = 8192;
const CALLS = "fsync,fdatasync,read,write,writev,pwrite64";

/**
 * Posts webhooks one by one to a backend that is watched, and finds out whether each was on the disk
 * before it was answered. A kill does not show that: what the system has, it keeps.
 */
export async function traceWebhooks(count: number, chance: Chance): Promise<SyncReport> {
  const folder = await mkdtemp(join(tmpdir(), "relink-trace-"));
  const ground = await openGround();
  try {
    const file = join(folder, "trace");
    const watching = ["-f", "-y", "-ttt", "-s", String(STRING_BYTES), "-e", `trace=${CALLS}`];
    const { url, child } = await ground.start(["strace", ...watching, "-o", file]);
    const probes = createProbes(ground.linkIds, chance);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (probes.all.length < count) await sendProbe(url, probes.next(), agent);
    agent.destroy();

    // A strace that is sent a signal keeps it to itself; what it watches is the first in its file.
    const exited = once(child, "exit");
    process.kill(Number.parseInt((await readFile(file, "utf8")).slice(0, 10), 10), "SIGINT");
    await exited;
    return judgeTrace(readTrace(await readFile(file, "utf8")));
  } finally {
    await ground.close();
    await rm(folder, { recursive: true });
  }
}
