import { endProcess } from "../processes/end-process.ts";
import type { Ground } from "./open-ground.ts";
import { countRows } from "./read-store.ts";
import { until } from "./until.ts";

const CATCHING_UP_MS = 120_000;

/** Lets a backend apply what is in the inbox, and ends it in peace: then the store can be judged. */
export async function workOff({ dataDir, start }: Ground): Promise<void> {
  const { child } = await start();
  const isDone = () => countRows(dataDir, "inbox", "applied_at is null") === 0;
  await until("that the inbox is worked off", isDone, CATCHING_UP_MS);
  await endProcess(child, "SIGTERM");
}
