import * as v from "valibot";
import { Session } from "#contract/session.ts";
import { routes } from "#contract/routes.ts";
import { call } from "./call.ts";

/** Lets all of the demo's users in. @returns A cookie for each. */
export async function enterDemo(url: string): Promise<string[]> {
  const { text } = await call(`${url}${routes.session}`);
  const { demoUsers } = v.parse(Session, JSON.parse(text));
  return Promise.all((demoUsers ?? []).map(({ id }) => enterAs(url, id)));
}

async function enterAs(url: string, user: string): Promise<string> {
  const { status, headers } = await call(`${url}${routes.demoSession}`, {
    method: "POST",
    body: JSON.stringify({ user }),
  });
  return cookieOf(status, headers["set-cookie"]);
}

/** @throws {Error} When nobody was let in. */
export function cookieOf(status: number, setCookie: readonly string[] | undefined): string {
  const [cookie] = setCookie?.[0]?.split(";") ?? [];
  if (status !== 201 || cookie === undefined) throw new Error(`not let in: ${status}`);
  return cookie;
}
