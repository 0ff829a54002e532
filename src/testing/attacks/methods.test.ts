import { describe, expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { openTarget, OTHER } from "./open-target.ts";
import { openRawPort } from "./raw-http.ts";
import { knownRoutes } from "./route-calls.ts";

const target = await openTarget();
const port = await openRawPort(target.app);
const lines = (...all: string[]) => all.join("\r\n");

describe("methods that no route has", () => {
  const paths = [
    ...new Set([
      ...knownRoutes.map((route) => route.split(" ")[1] ?? ""),
      ...Object.values(routes),
    ]),
  ]
    .map((path) => path.replace(/:\w+/, target.victim.link))
    .sort();

  it.each(["TRACE", "OPTIONS", "PATCH", "PROPFIND", "PURGE", "QUERY"])(
    "do nothing on any route, and show nothing: %s (API8:2023, ASVS 5.0 V13.4.4)",
    async (method) => {
      for (const path of paths) {
        const { statuses, text } = await port.send(
          lines(
            `${method} ${path} HTTP/1.1`,
            `Host: ${port.host}`,
            "Origin: https://evil.example",
            "Access-Control-Request-Method: DELETE",
            "Cookie: relink=canary-cookie",
            "Connection: close",
            "",
            "",
          ),
        );
        expect(statuses, `${method} ${path} ${text}`).toHaveLength(1);
        expect([400, 401, 403, 404, 405, 501], `${method} ${path} ${text}`).toContain(statuses[0]);
        expect(text).not.toMatch(/canary-cookie|access-control-allow/i);
      }
    },
  );

  it("HEAD says no more than GET does, and holds nothing open (API4:2023, ASVS 5.0 V4.1.4)", async () => {
    target.clock.advance(61_000);
    const other = await target.signedIn(OTHER);
    for (const path of paths) {
      const { status, text } = await other.send("HEAD", path);
      expect(text).toBe("");
      expect(status, path).toBeLessThan(500);
    }
    for (let each = 0; each < 40; each += 1) await other.send("HEAD", routes.live);
    const live = await other.live();
    expect(live.status).toBe(200);
    await live.close();
  });
});
