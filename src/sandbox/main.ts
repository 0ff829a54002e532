import { readSettings, SettingsError } from "./settings.ts";
import { PortInUseError, startSandbox, WidgetMissingError } from "./start-sandbox.ts";

/** The process of `npm run sandbox`. */
async function main(): Promise<void> {
  const sandbox = await startSandbox(readSettings(process.env));
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.stdout.write(`Belvo sandbox on ${sandbox.url}\n`);
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
