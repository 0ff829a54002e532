import { routes } from "#contract/routes.ts";

const GIVE_UP_AFTER_MS = 4_000;

export async function isServerThere(
  urlOf: (path: string) => string,
  fetch: typeof globalThis.fetch,
): Promise<boolean> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), GIVE_UP_AFTER_MS);
  const { signal } = late;
  const answer = fetch(urlOf(routes.session), { method: "HEAD", cache: "no-store", signal });
  return answer
    .then(
      ({ ok }) => ok,
      () => false,
    )
    .finally(() => clearTimeout(timer));
}
