import { expect, it } from "vitest";
import { drawChance } from "../chance.ts";
import { leaveOut } from "../leave-out.ts";
import { whyNoStrace } from "./find-strace.ts";
import { traceWebhooks } from "./trace-webhooks.ts";

const WEBHOOKS = 200;
const { isLeftOut, note } = leaveOut(whyNoStrace());

it.skipIf(isLeftOut)(
  `the server has each webhook on the disk before it answers it${note}`,
  async () => {
    const { synced, unsynced } = await traceWebhooks(WEBHOOKS, drawChance("sync"));
    process.stdout.write(`sync: ${synced.length} webhooks on the disk before their answer\n`);

    expect(unsynced).toEqual([]);
    expect(new Set(synced).size).toBe(WEBHOOKS);
  },
);
