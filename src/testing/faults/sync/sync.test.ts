import { expect, it } from "vitest";
import { drawChance } from "../chance.ts";
import { whyNoStrace } from "./find-strace.ts";
import { traceWebhooks } from "./trace-webhooks.ts";

const WEBHOOKS = 200;
const reason = whyNoStrace();
const note = reason === null ? "" : ` (not tried: ${reason})`;

it.skipIf(reason !== null)(
  `the server has each webhook on the disk before it answers it${note}`,
  async () => {
    const { synced, unsynced } = await traceWebhooks(WEBHOOKS, drawChance("sync"));
    process.stdout.write(`sync: ${synced.length} webhooks on the disk before their answer\n`);

    expect(unsynced).toEqual([]);
    expect(new Set(synced).size).toBe(WEBHOOKS);
  },
);
