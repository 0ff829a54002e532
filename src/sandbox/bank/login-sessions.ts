import type { CodeKind } from "./bank.ts";

/** Source: the `expiry` in the example of Belvo's OpenAPI file. */
const SESSION_LIFE_MS = 9_600_000;

/** A login that the bank has interrupted to ask for a code. */
interface LoginSession {
  linkId: string;
  kind: CodeKind;
  expiresAt: number;
}

export interface LoginSessions {
  /** @returns The session's id, 32 hex digits. */
  open(linkId: string, kind: CodeKind): string;
  /**
   * Uses a session up, whether the code that comes with it is right or not.
   *
   * @returns `undefined` when there is no such session for this link, or not any more.
   */
  take(id: string, linkId: string): { kind: CodeKind } | undefined;
  /** Forgets every session of a link, as a bank does when the password changes. */
  closeAll(linkId: string): void;
}

export function createLoginSessions(now: () => number, newId: () => string): LoginSessions {
  const sessions = new Map<string, LoginSession>();

  return {
    open(linkId, kind) {
      for (const [old, { expiresAt }] of sessions) {
        if (now() < expiresAt) break;
        sessions.delete(old);
      }
      const id = newId();
      sessions.set(id, { linkId, kind, expiresAt: now() + SESSION_LIFE_MS });
      return id;
    },
    take(id, linkId) {
      const session = sessions.get(id);
      if (session?.linkId !== linkId) return undefined;
      sessions.delete(id);
      return now() < session.expiresAt ? session : undefined;
    },
    closeAll(linkId) {
      for (const [id, session] of sessions) if (session.linkId === linkId) sessions.delete(id);
    },
  };
}

/** The body's part that tells how long a session lasts. Unit: seconds. */
export const SESSION_LIFE_S = SESSION_LIFE_MS / 1000;
