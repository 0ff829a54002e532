import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chance } from "../chance.ts";
import { createProbes, sendProbe } from "../probes.ts";
import type { Belvo, BelvoLink } from "./start-belvo.ts";

const EVERY_MS = 250;
/** Links that change at a time. */
const AT_ONCE = 6;

/**
 * Changes statuses at Belvo, each with a webhook, until it is stopped. A link changes again only
 * when the change before was asked about: what nobody asked about in time has never been.
 */
export async function changeStatuses(
  url: string,
  belvo: Belvo,
  chance: Chance,
  until: AbortSignal,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (!until.aborted) {
    const ready = belvo.links.filter(({ isTold }) => isTold);
    for (let count = 0; count < AT_ONCE && ready.length > 0; count += 1) {
      const [link] = ready.splice(chance.between(0, ready.length - 1), 1);
      if (link) await change(url, belvo, link, chance, agent);
    }
    await sleep(EVERY_MS);
  }
  agent.destroy();
}

async function change(
  url: string,
  belvo: Belvo,
  link: BelvoLink,
  chance: Chance,
  agent: Agent,
): Promise<void> {
  belvo.flip(link);
  const sent = await sendProbe(url, createProbes([link.id], chance).next(), agent);
  if (sent?.status !== 204) throw new Error(`a webhook was answered with ${sent?.status ?? 0}`);
}
