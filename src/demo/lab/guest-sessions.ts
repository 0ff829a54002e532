import type { SignedIn } from "../../server/http/app-env.ts";
import { isSameSecret } from "../../server/http/is-same-secret.ts";
import type { Sessions } from "../../server/access/sessions.ts";

/** Scenes whose tabs never said that they went: those before the last so many are forgotten. */
const MOST_REMEMBERED = 100;

/** Who a browser was signed in as before a scene signed it in as the person it is about. */
interface GuestSessions {
  /** Signs the browser in as a scene's person. Gives the new session's token. */
  begin(sceneId: string, person: SignedIn, oldToken: string | undefined): Promise<string>;
  /**
   * Gives the browser's session back to who was there before the scene; where nobody was, it ends. A scene
   * that another followed in the same browser has nothing to give back.
   */
  end(sceneId: string): Promise<void>;
}

interface Guest {
  token: string;
  before: SignedIn | null;
}

export function createGuestSessions(
  sessions: Pick<Sessions, "begin" | "find" | "end" | "handTo">,
): GuestSessions {
  const guests = new Map<string, Guest>();

  /** Who was there before the first of several scenes. */
  async function takeBefore(oldToken: string | undefined): Promise<SignedIn | null> {
    if (oldToken === undefined) return null;
    for (const [sceneId, { token, before }] of guests) {
      if (!isSameSecret(token, oldToken)) continue;
      guests.delete(sceneId);
      return before;
    }
    return sessions.find(oldToken);
  }

  return {
    async begin(sceneId, person, oldToken) {
      const before = await takeBefore(oldToken);
      const token = await sessions.begin(person, oldToken);
      guests.set(sceneId, { token, before });
      for (const oldest of [...guests.keys()].slice(0, -MOST_REMEMBERED)) guests.delete(oldest);
      return token;
    },
    async end(sceneId) {
      const guest = guests.get(sceneId);
      if (!guest) return;
      guests.delete(sceneId);
      const { token, before } = guest;
      await (before === null ? sessions.end(token) : sessions.handTo(token, before));
    },
  };
}
