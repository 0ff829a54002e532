import { createSandbox, type Sandbox } from "../../sandbox/create-sandbox.ts";

interface InstantOptions {
  now: () => number;
  secretId?: string;
  secretPassword?: string;
}

/** A sandbox that does at once what it would do later, e.g. fetch a link's data. */
export function createInstantSandbox({
  now,
  secretId = "sandbox-id",
  secretPassword = "sandbox-password",
}: InstantOptions): Sandbox {
  return createSandbox({
    secretId,
    secretPassword,
    now,
    schedule: (run) => {
      queueMicrotask(run);
    },
    fetch,
    widget: { loader: "", main: "" },
  });
}
