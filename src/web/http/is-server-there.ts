import { routes } from "#contract/routes.ts";

const GIVE_UP_AFTER_MS = 4_000;

/** Whether our server answers, which says more than the browser's own idea of being online. */
export async function isServerThere(): Promise<boolean> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), GIVE_UP_AFTER_MS);
  const { signal } = late;
  const answer = fetch(routes.session, { method: "HEAD", cache: "no-store", signal });
  return answer
    .then(
      ({ ok }) => ok,
      () => false,
    )
    .finally(() => clearTimeout(timer));
}
