import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppEnv } from "../http/app-env.ts";
import { SESSION_LIFE_MS } from "./sessions.ts";

export interface SessionCookie {
  read(c: Context<AppEnv>): string | undefined;
  write(c: Context<AppEnv>, token: string): void;
  clear(c: Context<AppEnv>): void;
}

/**
 * The cookie that carries a session. `__Host-` binds it to this one host, and needs https.
 *
 * @param publicUrl The origin under which browsers reach us.
 */
export function createSessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith("https:");
  const name = secure ? "__Host-relink" : "relink";
  const attributes = { path: "/", httpOnly: true, sameSite: "Lax", secure } as const;

  return {
    read: (c) => getCookie(c, name),
    write: (c, token) =>
      setCookie(c, name, token, { ...attributes, maxAge: SESSION_LIFE_MS / 1000 }),
    clear: (c) => {
      deleteCookie(c, name, attributes);
    },
  };
}
