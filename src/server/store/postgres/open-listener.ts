import type pg from "pg";

export const WRITES_CHANNEL = "relink_writes";

interface ListenerOptions {
  onNotice: () => void;
  /** How often the connection is tried: one that says nothing may be one that is no more. */
  heartbeatMs: number;
}

/** A connection that listens. */
export interface PostgresListener {
  /** Resolves when it listens no more. */
  lost: Promise<void>;
  close(): void;
}

/**
 * @param client Not yet connected, with a time limit for queries.
 * @throws {Error} When the connection fails.
 */
export async function openListener(
  client: pg.Client,
  options: ListenerOptions,
): Promise<PostgresListener> {
  let lose = (): void => undefined;
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  const close = () => {
    client.end().catch(() => undefined);
    lose();
  };
  client.on("error", close);
  client.on("end", close);
  client.on("notification", options.onNotice);

  try {
    await client.connect();
    await client.query(`listen ${WRITES_CHANNEL}`);
  } catch (error) {
    close();
    throw error;
  }
  const heartbeat = setInterval(
    () => void client.query("select 1").catch(close),
    options.heartbeatMs,
  );
  void lost.then(() => {
    clearInterval(heartbeat);
  });
  return { lost, close };
}
