import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { call } from "../call.ts";
import type { Chance } from "../chance.ts";
import { sendProbe, type Probes } from "../probes.ts";

/** Between two requests of a client. */
const PAUSE_MS = { from: 20, to: 120 };

interface Client {
  url: string;
  /** Of the person whose list is read. */
  cookie: string;
  probes: Probes;
  chance: Chance;
  /** True when whatever sends clients to this server would not any more. */
  isSentElsewhere: () => boolean;
}

interface ClientReport {
  answered: number;
  /** What went wrong: a status, or that no answer came. There should be nothing. */
  failures: string[];
}

/**
 * Reads lists and posts webhooks, over one connection, until it is sent elsewhere or told that its
 * connection ends.
 */
export async function runClient(client: Client): Promise<ClientReport> {
  const { chance, isSentElsewhere } = client;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const report: ClientReport = { answered: 0, failures: [] };

  while (!isSentElsewhere()) {
    const isRead = chance.random() < 0.5;
    const answer = isRead ? await readList(client, agent) : await post(client, agent);
    const what = isRead ? "list" : "webhook";
    if (!answer) report.failures.push(`${what}: no answer`);
    else if (answer.status >= 300) report.failures.push(`${what}: ${answer.status}`);
    else report.answered += 1;
    if (!answer || answer.isLast) break;
    await sleep(chance.between(PAUSE_MS.from, PAUSE_MS.to));
  }
  agent.destroy();
  return report;
}

const post = ({ url, probes }: Client, agent: Agent) => sendProbe(url, probes.next(), agent);

async function readList({ url, cookie }: Client, agent: Agent) {
  try {
    const { status, headers } = await call(`${url}/api/links`, {
      headers: { Cookie: cookie },
      agent,
    });
    return { status, isLast: headers.connection === "close" };
  } catch {
    return null;
  }
}
