import { randomUUID } from "node:crypto";
import type { Agent } from "node:http";
import { call } from "./call.ts";
import type { Chance } from "./chance.ts";

/** Of a hundred webhooks, those that are one which was sent before. */
const REPEATS = 10;

export const WEBHOOK_AUTH = "Bearer of-the-fault-tests";

/** A webhook that can be found again in the store. */
export interface Probe {
  /** Its `webhook_code`, which the log keeps; no two probes have the same. */
  code: string;
  linkId: string;
  body: string;
  /** Kept, as an answer said; or without an answer, so that it may be either. */
  fate: "unsent" | "kept" | "unknown";
}

export interface Probes {
  all: readonly Probe[];
  /** A new one, or now and then one that was sent before. */
  next: () => Probe;
}

export function createProbes(linkIds: readonly string[], chance: Chance): Probes {
  const all: Probe[] = [];

  return {
    all,
    next() {
      const earlier = all[chance.between(0, all.length - 1)];
      if (earlier && chance.between(1, 100) <= REPEATS) return earlier;
      const linkId = linkIds[chance.between(0, linkIds.length - 1)] ?? "";
      const probe = probeOf(`probe_${String(all.length).padStart(5, "0")}`, linkId);
      all.push(probe);
      return probe;
    },
  };
}

function probeOf(code: string, linkId: string): Probe {
  const body = JSON.stringify({
    webhook_id: randomUUID(),
    webhook_type: "LINKS",
    webhook_code: code,
    link_id: linkId,
    request_id: randomUUID(),
    data: {},
  });
  return { code, linkId, body, fate: "unsent" };
}

interface Sent {
  status: number;
  /** True when the connection ends with this answer. */
  isLast: boolean;
}

/**
 * Sends one as Belvo does, and notes what became of it.
 *
 * @returns `null` when no answer came.
 */
export async function sendProbe(url: string, probe: Probe, agent: Agent): Promise<Sent | null> {
  try {
    const { status, headers } = await call(`${url}/webhooks/belvo`, {
      method: "POST",
      headers: { Authorization: WEBHOOK_AUTH },
      body: probe.body,
      agent,
    });
    if (status >= 200 && status < 300) probe.fate = "kept";
    return { status, isLast: headers.connection === "close" };
  } catch {
    if (probe.fate === "unsent") probe.fate = "unknown";
    return null;
  }
}
