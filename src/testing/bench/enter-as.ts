import * as v from "valibot";
import { Url } from "#contract/formats.ts";
import { routes } from "#contract/routes.ts";

/** For a backend of the bench's own, which nobody else reaches. */
export const HOST_API_KEY = "a-key-of-the-bench-and-of-nobody-else";

const Entry = v.object({ url: Url });

/** Lets somebody in as a host would. @returns Their cookie. */
export async function enterAs(url: string, externalId: string): Promise<string> {
  const entry = await post(`${url}/host/entries`, { externalId });
  const code = new URL(v.parse(Entry, await entry.json()).url).hash.slice(1);
  const session = await post(`${url}${routes.session}`, { code });
  const [cookie] = session.headers.getSetCookie()[0]?.split(";") ?? [];
  if (cookie === undefined) throw new Error(`not let in: ${session.status}`);
  return cookie;
}

function post(address: string, body: object): Promise<Response> {
  return fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${HOST_API_KEY}` },
    body: JSON.stringify(body),
  });
}
