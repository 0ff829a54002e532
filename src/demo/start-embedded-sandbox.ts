import { fork, type ChildProcess } from "node:child_process";

const READY_TIMEOUT_MS = 15_000;

interface EmbeddedSandboxOptions {
  /** The sandbox's own entry point. */
  entry: string;
  port: number;
  /** All variables of this process; the child gets those that are its business. */
  environment: Record<string, string | undefined>;
  onExit: () => void;
}

export interface EmbeddedSandbox {
  stop(): void;
}

/**
 * Starts the stand-in for Belvo as a process of its own, as Belvo is, and waits until it listens.
 * It ends by itself when this process is gone.
 *
 * @throws {Error} With a sentence for the person at the terminal.
 */
export async function startEmbeddedSandbox(
  options: EmbeddedSandboxOptions,
): Promise<EmbeddedSandbox> {
  const child = fork(options.entry, [], {
    execArgv: process.execArgv.filter((each) => !/^--(watch|inspect)/.test(each)),
    env: childEnvironment(options),
    // Standard output is ours: one line, when we are ready.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    // Ctrl+C is for us: the sandbox is stopped when what is under way has ended.
    detached: true,
  });
  try {
    await untilReady(child);
  } catch {
    child.kill();
    throw new Error(
      `The sandbox could not be started on port ${options.port}: is the port in use? ` +
        "Set SANDBOX_PORT to another, or set Belvo's keys.",
    );
  }
  child.once("exit", options.onExit);
  return {
    stop() {
      child.off("exit", options.onExit);
      child.kill();
    },
  };
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("silent")), READY_TIMEOUT_MS);
    const fail = () => {
      clearTimeout(timer);
      reject(new Error("ended"));
    };
    child.once("error", fail);
    child.once("exit", fail);
    child.on("message", (message) => {
      if (message !== "ready") return;
      clearTimeout(timer);
      child.off("exit", fail);
      resolve();
    });
  });
}

/** What Node needs to run, and the sandbox's own settings; none of Belvo's keys, nor the host's. */
function childEnvironment({ environment, port }: EmbeddedSandboxOptions): NodeJS.ProcessEnv {
  const passed = Object.entries(environment).filter(([name]) =>
    /^(SANDBOX_.*|PATH|HOME|TMPDIR|TEMP|NODE_OPTIONS|NODE_ENV|SystemRoot)$/.test(name),
  );
  return { ...Object.fromEntries(passed), SANDBOX_PORT: String(port) };
}
