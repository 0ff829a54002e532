import { refusal } from "./api-error.ts";

/** Belvo's sandbox answers 10 a page, its production 100. Source: Belvo, "Test in sandbox". */
export const SANDBOX_PAGE_SIZE = 10;

/** A larger `page_size` counts as this. Source: Belvo's OpenAPI file. */
const MAX_PAGE_SIZE = 1000;

interface ListPage<T> {
  count: number;
  next: string | null;
  previous: string | null;
  results: T[];
}

interface PageRequest {
  url: URL;
  /** Where the addresses of other pages start. */
  origin: string;
  defaultSize: number;
}

/**
 * Cuts one page out of a list. The addresses of its neighbours keep the other parameters.
 *
 * @throws {ApiError} 404 `not_found` for a page past the end, as Django REST framework does.
 */
export function listPage<T>(items: readonly T[], { url, origin, defaultSize }: PageRequest) {
  const size = sizeFrom(url.searchParams.get("page_size"), defaultSize);
  const lastPage = Math.max(1, Math.ceil(items.length / size));
  const page = numberFrom(url.searchParams.get("page") ?? "1");
  if (page === undefined || page > lastPage) throw refusal("not_found");

  const found: ListPage<T> = {
    count: items.length,
    next: page < lastPage ? addressOf(page + 1, url, origin) : null,
    previous: page > 1 ? addressOf(page - 1, url, origin) : null,
    results: items.slice((page - 1) * size, page * size),
  };
  return found;
}

/** A size that makes no sense counts as none given. */
function sizeFrom(text: string | null, defaultSize: number): number {
  return Math.min((text === null ? undefined : numberFrom(text)) ?? defaultSize, MAX_PAGE_SIZE);
}

function numberFrom(text: string): number | undefined {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return number > 0 ? number : undefined;
}

function addressOf(page: number, url: URL, origin: string): string {
  const address = new URL(url.pathname + url.search, origin);
  address.searchParams.delete("page");
  if (page > 1) address.searchParams.set("page", String(page));
  return address.href;
}

/** Answers one page of a list, each item in the form that it is shown in, with the fields asked for. */
export function listAnswer<T>(
  items: readonly T[],
  bodyOf: (item: T) => Record<string, unknown>,
  request: PageRequest,
): Response {
  const page = listPage(items, request);
  const { searchParams } = request.url;
  const results = page.results.map((item) => selectFields(bodyOf(item), searchParams));
  return Response.json({ ...page, results });
}

/** Keeps the fields that `fields` names and drops those that `omit` names; both are optional. */
export function selectFields(
  body: Readonly<Record<string, unknown>>,
  query: URLSearchParams,
): Record<string, unknown> {
  const kept = namesIn(query.get("fields"));
  const dropped = namesIn(query.get("omit"));
  return Object.fromEntries(
    Object.entries(body).filter(
      ([name]) => (kept.length === 0 || kept.includes(name)) && !dropped.includes(name),
    ),
  );
}

function namesIn(text: string | null): string[] {
  return (text ?? "").split(",").filter((name) => name !== "");
}
