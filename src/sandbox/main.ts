import { createSandbox } from "./create-sandbox.ts";
import { readWidgetScripts, WidgetMissingError } from "./read-widget-scripts.ts";
import { PortInUseError, serveSandbox } from "./serve-sandbox.ts";
import { readSettings, SettingsError } from "./settings.ts";

/** Starts the sandbox on its own, or as the child of a process that waits for `"ready"`. */
async function main(): Promise<void> {
  const { port, ...keys } = readSettings(process.env);
  const sandbox = createSandbox({
    ...keys,
    now: Date.now,
    schedule: (run, delayMs) => void setTimeout(run, delayMs),
    fetch,
    widget: readWidgetScripts(import.meta.url),
  });
  const server = await serveSandbox(sandbox, port);

  const stop = () => void server.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // A parent that was killed cannot stop us any more.
  process.once("disconnect", stop);

  // The parent may have ended while we were starting; `disconnect` has then been told already.
  if (process.send && !process.connected) stop();
  else if (process.send) process.send("ready");
  else process.stdout.write(`Belvo sandbox on ${server.url}\n`);
}

main().catch((error: unknown) => {
  const expected =
    error instanceof SettingsError ||
    error instanceof WidgetMissingError ||
    error instanceof PortInUseError;
  if (!expected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
