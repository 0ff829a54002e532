import { resolve } from "node:path";
import { createServer } from "vite";
import { expect, it } from "vitest";
import { compileMessages } from "../../../vite.build-steps.ts";
import { uiLocales } from "./ui-locales.ts";

it("compiled messages import by addresses alone, which browsers find where nothing is built", async () => {
  const server = await createServer({
    ...{ configFile: false, logLevel: "silent", plugins: [compileMessages()] },
    server: { middlewareMode: true, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  for (const [uiLocale] of uiLocales) {
    const file = resolve(`src/web/i18n/locales/${uiLocale}/main.json?compiled`);
    const { code = "" } = (await server.transformRequest(file)) ?? {};
    const imported = [...code.matchAll(/^import .* from "([^"]+)"/gm)].map(([, from]) => from);
    expect(imported).not.toHaveLength(0);
    for (const from of imported) expect(from).toMatch(/^\//);
  }
  await server.close();
});
