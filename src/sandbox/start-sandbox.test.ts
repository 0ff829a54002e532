import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { PublishedLink, publishedPage } from "../testing/sandbox-bench/published-shapes.ts";
import type { Person } from "./demo/person.ts";
import {
  PortInUseError,
  readWidgetScripts,
  startSandbox,
  type RunningSandbox,
} from "./start-sandbox.ts";

const LINK_ID = "0d3ffb69-f83b-456e-ad8e-208d0998d71d";

const running: RunningSandbox[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function start(options: Parameters<typeof startSandbox>[0] = {}) {
  const sandbox = await startSandbox({ widget: { loader: "", main: "" }, ...options });
  running.push(sandbox);
  return sandbox;
}

const headers = {
  Authorization: `Basic ${Buffer.from("sandbox-id:sandbox-password").toString("base64")}`,
};

describe("startSandbox", () => {
  it("answers over HTTP, and gives the addresses of pages its own origin", async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/api/links/?page_size=1`, { headers });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ next: `${url}/api/links/?page_size=1&page=2` });
  });

  it("cannot be reached by another address of this machine", async () => {
    const { url } = await start();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4")
      .map(({ address }) => address);
    // One more that leads here, for a machine that has no other.
    for (const address of [...others, "127.0.0.2"]) {
      await expect(fetch(url.replace("127.0.0.1", address))).rejects.toThrow();
    }
    expect(new URL(url).hostname).toBe("127.0.0.1");
  });

  it("cuts connections while the fault resetRate is set, and goes on serving after that", async () => {
    const { url } = await start();
    const setFaults = (body: object) =>
      fetch(`${url}/_sandbox/faults`, {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });

    await setFaults({ resetRate: 1 });
    await expect(fetch(`${url}/api/`, { headers })).rejects.toThrow("fetch failed");
    await setFaults({});
    expect((await fetch(`${url}/api/`, { headers })).status).toBe(200);
  });

  const clara: Person = {
    externalId: "clara",
    name: "Clara",
    links: [
      { institution: "erebor_mx_retail", status: "valid" },
      { institution: "gringotts_co_retail", status: "invalid", accessMode: "single" },
      { institution: "heimdall_mx_retail", status: "token_required" },
      { id: LINK_ID, institution: "erebor_co_retail", status: "unconfirmed", username: "mfa_qr" },
    ],
  };

  async function linksAt(url: string) {
    const answer = await fetch(`${url}/api/links/?page_size=1000`, { headers });
    return v.parse(publishedPage(PublishedLink), await answer.json()).results;
  }

  it("starts with the people it is given, and their links in any state", async () => {
    const { url } = await start({ people: [clara] });
    const links = await linksAt(url);
    expect(new Set(links.map(({ status }) => status))).toEqual(
      new Set(["valid", "invalid", "token_required", "unconfirmed"]),
    );
    expect(links).toContainEqual(expect.objectContaining({ id: LINK_ID, external_id: "clara" }));
    const users = await fetch(`${url}/_sandbox/users`);
    expect(await users.json()).toEqual([
      { external_id: "clara", name: "Clara", situation: "other" },
    ]);
  });

  it("gives links the same ids for the same seed, and starts over by itself or with others", async () => {
    const { url, reset } = await start({ people: [clara], seed: "one" });
    const ids = async () => (await linksAt(url)).map(({ id }) => id).sort();
    const before = await ids();
    await fetch(`${url}/api/links/${before[0] ?? ""}/`, { method: "DELETE", headers });
    expect(await ids()).toHaveLength(3);

    reset();
    expect(await ids()).toEqual(before);
    reset({ seed: "two" });
    expect((await ids()).filter((id) => before.includes(id))).toEqual([LINK_ID]);
    reset({ people: [] });
    expect(await ids()).toEqual([]);
  });

  it("lets a caller make as many requests as its limits say", async () => {
    const { url } = await start({ limits: { requests: 1, callers: { "fintech/": 2 } } });
    const ask = async (agent: string) =>
      (await fetch(`${url}/api/`, { headers: { ...headers, "User-Agent": agent } })).status;
    expect([await ask("other"), await ask("other")]).toEqual([200, 403]);
    expect([await ask("fintech/1"), await ask("fintech/1"), await ask("fintech/1")]).toEqual([
      200, 200, 403,
    ]);
  });

  it("fails with the number of its port when it is in use", async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(start({ port })).rejects.toThrow(PortInUseError);
    await expect(start({ port })).rejects.toThrow(`Port ${port} is in use`);
  });
});

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sandbox-widget-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function build(): void {
  const folder = join(root, "dist/widget");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "loader.js"), "loader");
  writeFileSync(join(folder, "main.js"), "main");
}

describe("readWidgetScripts", () => {
  it.each(["dist/node/sandbox.js", "dist/node/assets/start.js", "src/sandbox/start-sandbox.ts"])(
    "finds the widget's scripts when it is called from %s",
    (file) => {
      build();
      const here = pathToFileURL(join(root, file)).href;
      expect(readWidgetScripts(here)).toEqual({ loader: "loader", main: "main" });
    },
  );

  it("says to run the build when the scripts have not been built", () => {
    const here = pathToFileURL(join(root, "src/sandbox/start-sandbox.ts")).href;
    expect(() => readWidgetScripts(here)).toThrow("run `npm run build`");
  });
});
