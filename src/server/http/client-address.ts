import { isIPv6 } from "node:net";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./app-env.ts";

/**
 * Has each request know where it comes from.
 *
 * @param proxies How many of ours there are between us and the world.
 */
export function findAddress(proxies: number): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const forwardedFor = c.req.header("X-Forwarded-For");
    c.set("address", readClientAddress(c.env.peer ?? null, forwardedFor, proxies));
    await next();
  };
}

/**
 * Where a request comes from. Each proxy adds the address that it was called from to
 * `X-Forwarded-For`; what stands before those of our own proxies, the caller may have made up.
 *
 * @param peer The address at the other end of the connection; `null` where there is none.
 * @param proxies How many of ours there are between us and the world.
 */
export function readClientAddress(
  peer: string | null,
  forwardedFor: string | undefined,
  proxies: number,
): string {
  const forwarded = (forwardedFor ?? "").split(",").map((each) => each.trim());
  const addresses = [...forwarded.filter((each) => each !== ""), peer ?? "unknown"];
  return networkOf(addresses.at(-1 - proxies) ?? addresses[0] ?? "unknown");
}

/** Some proxies write the port too, which is another one for each connection. */
const WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|([^:]+):\d+)$/;

/** Of IPv6, each customer has a network of 64 bits at least, with an address for every guess. */
function networkOf(written: string): string {
  const [, v6, v4] = WITH_PORT.exec(written) ?? [];
  const plain = (v6 ?? v4 ?? written).replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain.slice(0, 64);
  const [head = "", tail] = plain.toLowerCase().split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const last = tail?.split(":").filter((group) => group !== "") ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - last.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => "0"), ...last];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
