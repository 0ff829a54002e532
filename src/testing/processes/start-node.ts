import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";

interface Start {
  /** Built, below `dist/node`. */
  script: string;
  settings: Record<string, string>;
  /** What runs Node, with its arguments; nothing unless said. */
  under?: readonly string[];
  /** Keeps what the process complains of to itself: in a fault test, that is what faults look like. */
  isQuiet?: boolean;
  /** A file for what the process says on standard error, in place of ours. */
  logFile?: string;
}

/**
 * Starts a script with Node and waits for the line by which it says that it is ready.
 *
 * @throws {Error} When it ends before.
 */
export async function startNode(start: Start): Promise<ChildProcess> {
  const { script, settings, under = [], isQuiet = false, logFile } = start;
  const [command, ...args] = [...under, process.execPath, script];
  const log = logFile === undefined ? null : openSync(logFile, "a");
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", log ?? (isQuiet ? "ignore" : "inherit")],
    env: { PATH: process.env["PATH"], ...settings },
  });
  if (log !== null) closeSync(log);
  if (!child.stdout) throw new Error(`${script} has no output`);
  const firstLine = once(createInterface({ input: child.stdout }), "line");
  const exited = once(child, "exit").then(([code]: unknown[]) => {
    throw new Error(`${script} ended with ${String(code)} before it was ready`);
  });
  await Promise.race([firstLine, exited]);
  exited.catch(() => undefined);
  return child;
}
