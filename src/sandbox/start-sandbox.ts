import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { createSandbox, type Sandbox } from "./create-sandbox.ts";
import { ConnectionResetError } from "./faults/faults.ts";
import type { Limits } from "./http/rate-limiter.ts";
import type { WidgetScripts } from "./routes/files.ts";
import type { Beginning } from "./world.ts";

/** Nobody outside this machine may reach a sandbox: its control calls ask for no keys. */
const HOST = "127.0.0.1";

interface StartOptions extends Partial<Beginning> {
  /** Any that is free, unless this is given. */
  port?: number;
  secretId?: string;
  secretPassword?: string;
  /** Belvo's own, unless they are given. */
  limits?: Partial<Limits>;
  /** The built ones, unless they are given: a test of an API needs none. */
  widget?: WidgetScripts;
}

export interface RunningSandbox {
  url: string;
  /** Starts over: what is not given stays as it was. */
  reset: Sandbox["reset"];
  close(): Promise<void>;
}

/** The port is taken by another program. */
export class PortInUseError extends Error {
  override readonly name = "PortInUseError";
}

/** The built widget is not where it should be. */
export class WidgetMissingError extends Error {
  override readonly name = "WidgetMissingError";
}

/**
 * Starts a stand-in for Belvo in this process, which this machine alone can reach.
 *
 * @throws {PortInUseError | WidgetMissingError}
 */
export async function startSandbox(options: StartOptions = {}): Promise<RunningSandbox> {
  const { port = 0, widget = readWidgetScripts(import.meta.url), ...others } = options;
  const sandbox = createSandbox({
    secretId: "sandbox-id",
    secretPassword: "sandbox-password",
    ...others,
    now: Date.now,
    // What is still to come must not keep a process alive that has ended otherwise.
    schedule: (run, delayMs) => void setTimeout(run, delayMs).unref(),
    fetch,
    widget,
  });
  const server = createAdaptorServer({
    fetch: (request, bindings) => answer(sandbox, request, bindings),
  });
  server.listen(port, HOST);
  await once(server, "listening").catch((error: unknown) => {
    throw isPortInUse(error)
      ? new PortInUseError(`Port ${port} is in use: set SANDBOX_PORT to another one.`)
      : error;
  });

  const address = server.address();
  const actualPort = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${HOST}:${actualPort}`,
    reset: sandbox.reset,
    async close() {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
      sandbox.stop();
    },
  };
}

type Bindings = HttpBindings | { incoming: { socket: HttpBindings["incoming"]["socket"] } };

async function answer(sandbox: Sandbox, request: Request, { incoming }: Bindings) {
  try {
    return await sandbox.fetch(request, incoming.socket.remoteAddress);
  } catch (error) {
    if (!(error instanceof ConnectionResetError)) throw error;
    incoming.socket.resetAndDestroy();
    return new Response(null, { status: 500 });
  }
}

function isPortInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

/**
 * Reads the built widget, which stands at `dist/widget/`.
 *
 * @param here Address of the running file: below `dist/node/`, or below `src/sandbox/`.
 * @throws {WidgetMissingError} When it has not been built.
 */
export function readWidgetScripts(here: string): WidgetScripts {
  const places = ["../widget/", "../../widget/", "../../dist/widget/"].map(
    (place) => new URL(place, here),
  );
  const place = places.find(
    (folder) => existsSync(new URL("loader.js", folder)) && existsSync(new URL("main.js", folder)),
  );
  if (place === undefined) {
    throw new WidgetMissingError("The sandbox's widget is not built yet: run `npm run build`.");
  }
  const letters = new URL("letters.woff2", place);
  return {
    loader: readFileSync(new URL("loader.js", place), "utf8"),
    main: readFileSync(new URL("main.js", place), "utf8"),
    ...(existsSync(letters) && { font: new Uint8Array(readFileSync(letters)) }),
  };
}
