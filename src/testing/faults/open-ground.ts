import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { endProcess } from "../processes/end-process.ts";
import { startRelink, type RelinkProcess } from "../processes/start-relink.ts";
import { startSandbox } from "../processes/start-sandbox.ts";
import { WEBHOOK_AUTH } from "./probes.ts";
import { countRows } from "./read-store.ts";
import { until } from "./until.ts";

const KEYS = `Basic ${Buffer.from("sandbox-id:sandbox-password").toString("base64")}`;
const Links = v.object({ results: v.array(v.object({ id: v.string() })) });

/** Where backends are started and ended on one store, with the sandbox as their Belvo. */
export interface Ground {
  dataDir: string;
  /** Links of the demo's users; the store has them. */
  linkIds: string[];
  start: (under?: readonly string[]) => Promise<RelinkProcess>;
  /** Ends all that was started, and forgets the store. */
  close: () => Promise<void>;
}

/** @param folder Where the store is to be, and then stays; one that is removed unless said. */
export async function openGround(folder?: string): Promise<Ground> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), "relink-faults-")));
  const sandbox = await startSandbox();
  const children = [sandbox.child];

  const ground: Ground = {
    dataDir,
    linkIds: [],
    async start(under = []) {
      const settings = { BELVO_WEBHOOK_AUTH: WEBHOOK_AUTH };
      const how = { dataDir, belvoUrl: sandbox.url, settings, under, isQuiet: true };
      const relink = await startRelink(how);
      children.push(relink.child);
      return relink;
    },
    async close() {
      await Promise.all(children.map((child) => endProcess(child, "SIGKILL")));
      if (folder === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
  ground.linkIds = await readLinkIds(sandbox.url);
  await learnLinks(ground);
  return ground;
}

async function readLinkIds(sandboxUrl: string): Promise<string[]> {
  const answer = await fetch(`${sandboxUrl}/api/links/?page_size=1000`, {
    headers: { Authorization: KEYS },
  });
  return v.parse(Links, await answer.json()).results.map(({ id }) => id);
}

/** A webhook about a link that the store does not have waits for Belvo, which is another story. */
async function learnLinks({ dataDir, linkIds, start }: Ground): Promise<void> {
  const { child } = await start();
  await until("the first reconcile", () => countRows(dataDir, "links") >= linkIds.length);
  await endProcess(child, "SIGINT");
}
