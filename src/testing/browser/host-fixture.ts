import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestType,
} from "@playwright/test";
import * as v from "valibot";
import { endProcess } from "../processes/end-process.ts";
import { freePort } from "../processes/free-port.ts";
import { startNode } from "../processes/start-node.ts";
import {
  expect,
  test as base,
  type Fixtures,
  type Options,
  type WorkerFixtures,
} from "./fixtures.ts";

/** The host's own, at Relink. */
export const KEY = "a-key-of-the-host-with-32-characters-or-more";
const Outbox = v.array(v.object({ to: v.string(), url: v.string() }));

interface Host {
  url: string;
  /** Has the host look for broken links, and gives the address that it sends to somebody. */
  mailTo: (user: string) => Promise<string>;
}

/** With a fintech's backend beside the product. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & Options & Fixtures & { host: Host },
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & WorkerFixtures
> = base.extend<{ host: Host }>({
  settings: { HOST_API_KEY: KEY },
  host: async ({ product }, use) => {
    const port = await freePort();
    const child = await startNode({
      script: "dist/node/example-host.js",
      settings: {
        PORT: String(port),
        RELINK_URL: product.url,
        RELINK_HOST_KEY: KEY,
        BELVO_API_URL: product.sandboxUrl,
      },
    });
    const url = `http://127.0.0.1:${port}`;
    await use({
      url,
      mailTo: async (user) => {
        // Belvo may not answer, in chaos; a host's backend asks again.
        await expect(async () => {
          const { ok } = await fetch(`${url}/check`, { method: "POST" });
          expect(ok).toBe(true);
        }).toPass({ timeout: 60_000 });
        const sent = v.parse(Outbox, await (await fetch(`${url}/outbox.json`)).json());
        return sent.find(({ to }) => to === user)?.url ?? "";
      },
    });
    await endProcess(child, "SIGTERM");
  },
});
