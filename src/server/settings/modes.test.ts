import { expect, it } from "vitest";
import { createBelvoClient } from "../belvo/belvo-client.ts";
import { readSettings, type Settings } from "./settings.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";

/** Everything that the backend says to Belvo, with what the settings decide put in brackets. */
async function requestsOf({ belvo }: Settings): Promise<string[]> {
  const said: string[] = [];
  const id = belvo.secretId.reveal();
  const password = belvo.secretPassword.reveal();
  const client = createBelvoClient({
    baseUrl: belvo.url,
    ...belvo,
    async fetch(input, init) {
      const request = new Request(input, init);
      const headers = [...request.headers].map((header) => header.join(": "));
      said.push([request.method, request.url, ...headers, await request.text()].join("\n"));
      return Response.json({ next: null, results: [], access: "a.b.c" });
    },
    limiter: { admit: () => Promise.resolve(), close: () => Promise.resolve() },
    now: () => 0,
    sleep: () => Promise.resolve(),
    random: () => 0,
  });
  await client.listLinks({ externalId: "user-42" }, { priority: "page" });
  await client.listInstitutions(["erebor_mx_retail"], { priority: "page" });
  await client.createUpdateToken(ID);
  await client.readLink(ID, { priority: "repair" }).catch(() => null);

  const basic = Buffer.from(`${id}:${password}`).toString("base64");
  return said.map((each) =>
    each
      .replaceAll(belvo.url, "[base]")
      .replaceAll(basic, "[keys]")
      .replaceAll(password, "[password]")
      .replaceAll(`"${id}"`, '"[id]"'),
  );
}

it("requests to Belvo differ between the demo, Belvo's sandbox and its production in address and keys alone", async () => {
  const keys = { BELVO_SECRET_ID: "real-id", BELVO_SECRET_PASSWORD: "real-password" };
  const demo = await requestsOf(readSettings({}));
  expect(demo).toHaveLength(4);
  expect(demo[2]).toContain('"id":"[id]","password":"[password]"');
  expect(demo.join()).not.toContain("127.0.0.1");

  for (const variables of [keys, { ...keys, BELVO_API_URL: "https://api.belvo.com" }]) {
    expect(await requestsOf(readSettings(variables))).toEqual(demo);
  }
});
