import { sql } from "kysely";
import type { Store } from "../../server/store/store.ts";

type Fetch = (request: Request, peer?: string) => Promise<Response>;

/** Names the secrets of a running product, as they come up, and looks for them where none may be. */
interface SecretWatch {
  /** Answers as `fetch` does, and remembers what is secret in the answers. */
  watch: (fetch: Fetch) => Fetch;
  /** @throws {Error} Where one stands in the log, or in the database. */
  check(log: readonly string[], store: Store): Promise<void>;
}

/** Where an answer has a secret that is for whoever asked alone. */
const ANSWERS = [
  { path: /\/repairs$/, name: "an access token", secret: /"accessToken":"([^"]+)"/g },
  { path: /^\/host\/entries$/, name: "a login code", secret: /#([\w-]{43})/g },
  { path: /\/handoff$/, name: "a code for the phone", secret: /#([\w-]{43})/g },
];
const COOKIE = /=([^;]{20,})/;

/** @param given Secrets that are known from the start, by their names. */
export function watchSecrets(given: Readonly<Record<string, string>>): SecretWatch {
  const secrets = new Map(Object.entries(given).map(([name, secret]) => [secret, name]));

  async function remember(path: string, response: Response): Promise<void> {
    const session = COOKIE.exec(response.headers.get("Set-Cookie") ?? "")?.[1];
    if (session !== undefined) secrets.set(session, "a session's token");
    for (const answer of ANSWERS) {
      if (!answer.path.test(path) || response.status !== 201) continue;
      const text = await response.clone().text();
      for (const [, secret = ""] of text.matchAll(answer.secret)) secrets.set(secret, answer.name);
    }
  }

  return {
    watch: (fetch) => async (request, peer) => {
      const { pathname } = new URL(request.url);
      const response = await fetch(request, peer);
      await remember(pathname, response);
      return response;
    },
    async check(log, store) {
      const places = { "the log": log.join(""), "the database": await contentOf(store) };
      const found = [...secrets].flatMap(([secret, name]) =>
        Object.entries(places)
          .filter(([, text]) => text.includes(secret))
          .map(([place]) => `${name} in ${place}`),
      );
      if (found.length > 0) throw new Error(`There is ${found.join(", ")}.`);
    },
  };
}

async function contentOf(store: Store): Promise<string> {
  const tables = await store.introspection.getTables();
  const rows = tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(store));
  return JSON.stringify(await Promise.all(rows));
}
