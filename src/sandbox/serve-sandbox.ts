import { once } from "node:events";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import type { Sandbox } from "./create-sandbox.ts";
import { ConnectionResetError } from "./faults/create-faults.ts";

/** Nobody outside this machine may reach a sandbox: its control calls ask for no keys. */
const HOST = "127.0.0.1";

export interface SandboxServer {
  url: string;
  close(): Promise<void>;
}

/** The port is taken by another program. */
export class PortInUseError extends Error {
  override readonly name = "PortInUseError";
}

/**
 * Serves a sandbox on this machine only.
 *
 * @param port 0 for any that is free.
 * @throws {PortInUseError}
 */
export async function serveSandbox(sandbox: Sandbox, port: number): Promise<SandboxServer> {
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
    async close() {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
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
