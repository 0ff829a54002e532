import { request } from "node:http";
import { WEBHOOK_AUTH, type Probe } from "../probes.ts";

/** A webhook whose head has been sent, and whose body comes later. */
interface LateWebhook {
  /** Sends the body. @returns The status of the answer; `null` when none came. */
  finish: () => Promise<number | null>;
}

/** Begins a webhook: from now on it is a request under way. */
export async function beginWebhook(url: string, probe: Probe): Promise<LateWebhook> {
  const outgoing = request(`${url}/webhooks/belvo`, {
    method: "POST",
    agent: false,
    headers: {
      Authorization: WEBHOOK_AUTH,
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(probe.body),
    },
  });
  const status = new Promise<number | null>((resolve) => {
    outgoing.on("error", () => resolve(null));
    outgoing.on("response", (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode ?? null);
    });
  });
  const [first = "", ...rest] = probe.body;
  await new Promise<void>((resolve) => outgoing.write(first, () => resolve()));

  return {
    async finish() {
      outgoing.end(rest.join(""));
      const answered = await status;
      if (answered === 204) probe.fate = "kept";
      else if (probe.fate === "unsent") probe.fate = "unknown";
      return answered;
    },
  };
}
