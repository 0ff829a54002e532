import { Agent } from "node:http";
import { endProcess } from "../../processes/end-process.ts";
import { call } from "../call.ts";
import type { Chance } from "../chance.ts";
import { enterDemo } from "../enter-demo.ts";
import { judgeProbes, type Verdict } from "../judge-probes.ts";
import { openGround } from "../open-ground.ts";
import { createProbes, sendProbe, type Probes } from "../probes.ts";
import { readStore } from "../read-store.ts";
import { until } from "../until.ts";
import { workOff } from "../work-off.ts";
import type { SmallDisk } from "./small-disk.ts";

const WEBHOOKS = 20;

/** What was answered at one time. */
interface Answers {
  webhooks: number[];
  readyz: number;
  list: number;
}

export interface DiskReport {
  before: Answers;
  full: Answers;
  after: Answers;
  verdict: Verdict;
}

/** Fills the disk below a running backend, and makes room again. */
export async function fillDisk(disk: SmallDisk, chance: Chance): Promise<DiskReport> {
  const ground = await openGround(disk.folder);
  try {
    const { url, child } = await ground.start();
    const [cookie = ""] = await enterDemo(url);
    const probes = createProbes(ground.linkIds, chance);
    const isReady = async () => (await call(`${url}/readyz`)).status === 200;
    const ask = () => askAll(url, cookie, probes);

    const before = await ask();
    disk.fill();
    await until("that the backend is not ready any more", async () => !(await isReady()));
    const full = await ask();
    disk.makeRoom();
    await until("that the backend is ready again", isReady);
    const after = await ask();
    await endProcess(child, "SIGTERM");
    await workOff(ground);
    return { before, full, after, verdict: judgeProbes(probes.all, readStore(disk.folder)) };
  } finally {
    await ground.close();
  }
}

async function askAll(url: string, cookie: string, probes: Probes): Promise<Answers> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const webhooks: number[] = [];
  for (let count = 0; count < WEBHOOKS; count += 1) {
    const sent = await sendProbe(url, probes.next(), agent);
    webhooks.push(sent?.status ?? 0);
  }
  agent.destroy();
  const readyz = (await call(`${url}/readyz`)).status;
  const list = (await call(`${url}/api/links`, { headers: { Cookie: cookie } })).status;
  return { webhooks, readyz, list };
}
