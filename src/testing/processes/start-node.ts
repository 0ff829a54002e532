import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

interface Start {
  /** Built, below `dist/node`. */
  script: string;
  settings: Record<string, string>;
  /** What runs Node, with its arguments; nothing unless said. */
  under?: readonly string[];
  /** Keeps what the process complains of to itself: in a fault test, that is what faults look like. */
  isQuiet?: boolean;
}

/**
 * Starts a script with Node and waits for the line by which it says that it is ready.
 *
 * @throws {Error} When it ends before.
 */
export async function startNode(start: Start): Promise<ChildProcess> {
  const { script, settings, under = [], isQuiet = false } = start;
  const [command, ...args] = [...under, process.execPath, script];
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", isQuiet ? "ignore" : "inherit"],
    env: { PATH: process.env["PATH"], ...settings },
  });
  const firstLine = once(createInterface({ input: child.stdout }), "line");
  const exited = once(child, "exit").then(([code]: unknown[]) => {
    throw new Error(`${script} ended with ${String(code)} before it was ready`);
  });
  await Promise.race([firstLine, exited]);
  exited.catch(() => undefined);
  return child;
}
