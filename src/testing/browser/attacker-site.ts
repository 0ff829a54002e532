import { once } from "node:events";
import { createServer } from "node:http";

/** Another site's server, which shows one page under every address. */
interface AttackerSite {
  origin: string;
  close: () => Promise<void>;
}

/**
 * Starts it on a free port. Beside a product on `127.0.0.1`, `localhost` is another site; and
 * `127.0.0.1` is the same site on another origin, to which browsers send the product's cookies.
 */
export async function startAttackerSite(
  hostname: "localhost" | "127.0.0.1",
  html = () => "<!doctype html><title>A game</title>",
): Promise<AttackerSite> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html").end(html());
  });
  server.listen(0, hostname);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    origin: `http://${hostname}:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
