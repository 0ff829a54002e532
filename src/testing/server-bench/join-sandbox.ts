import * as v from "valibot";
import { createSandbox } from "../../sandbox/create-sandbox.ts";
import { createDemoUsers } from "../../demo/demo-users.ts";
import type { Lab } from "../../demo/lab/lab.ts";
import { createSandboxControl } from "../../demo/lab/sandbox-control.ts";
import { createTraceHub } from "../../demo/lab/trace-hub.ts";
import { createBench, WEBHOOK_AUTH, type Bench } from "./create-bench.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const SANDBOX = "http://127.0.0.1:4010";
const KEYS = { secretId: "sandbox-id", secretPassword: "sandbox-password" };

const ListAnswer = v.object({ results: v.array(v.object({ id: v.string() })) });

/** The backend and the sandbox in this process, which send each other what they would by network. */
export interface JoinedBench extends Bench {
  /** Calls the sandbox's own controls. */
  control(method: "GET" | "POST" | "PUT", path: string, body?: object): Promise<unknown>;
  /** Reads from Belvo's API as a widget would. @returns The answer's status. */
  asWidget(accessToken: string, path: string): Promise<number>;
  /** A link's id, by its person and status. */
  linkWith(externalId: string, status: string): Promise<string>;
  /** Resolves when all webhooks that are due have arrived and were followed up. */
  quiet(): Promise<void>;
}

/** @param withLab As in the demo, with its people to choose from. */
export async function joinSandbox({ withLab = false } = {}): Promise<JoinedBench> {
  const clock = createVirtualClock();
  const deliveries = new Set<Promise<unknown>>();
  const sandbox = createSandbox({
    ...KEYS,
    now: clock.now,
    schedule: (run, ms) => {
      if (ms === 0) setImmediate(run);
      else void clock.sleep(ms).then(run);
    },
    fetch: (input, init) => {
      const delivery = bench.app.fetch(new Request(input, init));
      deliveries.add(delivery);
      void delivery.finally(() => deliveries.delete(delivery));
      return delivery;
    },
    widget: { loader: "", main: "" },
  });
  const toSandbox: typeof fetch = (input, init) => sandbox.fetch(new Request(input, init));
  const around = { baseUrl: SANDBOX, fetch: toSandbox };
  const lab: Lab = {
    mode: "demo",
    sandbox: createSandboxControl(around),
    hub: createTraceHub(),
  };
  const demoUsers = await createDemoUsers({ ...around, now: clock.now })();
  const bench = await createBench({
    clock,
    belvo: (request) => sandbox.fetch(request),
    ...(withLab && { lab, demoUsers }),
  });

  async function call(method: string, path: string, body?: object): Promise<Response> {
    const keys = Buffer.from(`${KEYS.secretId}:${KEYS.secretPassword}`).toString("base64");
    return sandbox.fetch(
      new Request(`${SANDBOX}${path}`, {
        method,
        headers: { "Content-Type": "application/json", Authorization: `Basic ${keys}` },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  }
  const control: JoinedBench["control"] = async (method, path, body) => {
    const answer = await call(method, `/_sandbox${path}`, body);
    if (!answer.ok) throw new Error(`the sandbox answered ${answer.status} to ${path}`);
    return answer.json();
  };
  await control("POST", "/webhooks", {
    url: "http://127.0.0.1:3000/webhooks/belvo",
    authorization: WEBHOOK_AUTH,
  });

  return {
    ...bench,
    control,
    async asWidget(accessToken, path) {
      const headers = { Authorization: `Bearer ${accessToken}` };
      return (await toSandbox(`${SANDBOX}${path}`, { headers })).status;
    },
    async linkWith(externalId, status) {
      const query = `external_id=${externalId}&status=${status}`;
      const { results } = v.parse(
        ListAnswer,
        await (await call("GET", `/api/links/?${query}`)).json(),
      );
      const [first] = results;
      if (!first) throw new Error(`${externalId} has no link that is ${status}`);
      return first.id;
    },
    async quiet() {
      await new Promise(setImmediate);
      while (deliveries.size > 0) await Promise.allSettled(deliveries);
      await bench.app.settled();
    },
  };
}
