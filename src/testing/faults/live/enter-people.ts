import * as v from "valibot";
import { routes } from "#contract/routes.ts";
import { call } from "../call.ts";
import { cookieOf } from "../enter-demo.ts";

export const HOST_API_KEY = "a-host-key-for-the-fault-tests-only";

const AT_ONCE = 10;
const Entry = v.object({ url: v.string() });

/** Lets people in as the host's backend does. @returns A cookie for each. */
export async function enterPeople(url: string, people: readonly string[]): Promise<string[]> {
  const cookies: string[] = [];
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const next = people.slice(from, from + AT_ONCE);
    cookies.push(...(await Promise.all(next.map((person) => enter(url, person)))));
  }
  return cookies;
}

async function enter(url: string, externalId: string): Promise<string> {
  const made = await call(`${url}/host/entries`, {
    method: "POST",
    headers: { Authorization: `Bearer ${HOST_API_KEY}` },
    body: JSON.stringify({ externalId }),
  });
  const [, code] = v.parse(Entry, JSON.parse(made.text)).url.split("#");
  const { status, headers } = await call(`${url}${routes.session}`, {
    method: "POST",
    body: JSON.stringify({ code }),
  });
  return cookieOf(status, headers["set-cookie"]);
}
