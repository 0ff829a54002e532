import { BelvoError } from "./belvo-error.ts";
import { BelvoLink } from "./belvo-link.ts";
import type { CallBelvo } from "./call-belvo.ts";
import type { Turn } from "./rate-limiter.ts";
import { listPage, listPages, readAs } from "./list-pages.ts";

/** Ids in one question, so that its address stays short. */
const IDS_A_CALL = 50;

const PATH = "/api/links/";

export interface LinkPage {
  links: BelvoLink[];
  next: string | null;
}

export async function listLinks(
  call: CallBelvo,
  externalId: string,
  turn: Turn,
): Promise<BelvoLink[]> {
  const links = await listPages(call, {
    path: PATH,
    filter: { external_id: externalId },
    turn,
    item: BelvoLink,
  });
  return links.filter((link) => link.externalId === externalId || link.externalId === null);
}

export async function readLink(
  call: CallBelvo,
  linkId: string,
  turn: Turn,
): Promise<BelvoLink | null> {
  try {
    const answer = await call({
      method: "GET",
      path: pathOf(linkId),
      withKeys: true,
      ...turn,
    });
    const link = readAs(BelvoLink, answer);
    if (link.id !== linkId) throw new BelvoError({ kind: "unreadable", status: 200 });
    return link;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  if (!(error instanceof BelvoError) || error.failure.kind !== "rejected") return false;
  return error.failure.status === 404 && error.failure.code === "not_found";
}

export async function readLinks(
  call: CallBelvo,
  linkIds: readonly string[],
  turn: Turn,
): Promise<BelvoLink[]> {
  const wanted = new Set(linkIds);
  const found: BelvoLink[] = [];
  for (let from = 0; from < wanted.size; from += IDS_A_CALL) {
    const links = await listPages(call, {
      path: PATH,
      filter: { id__in: [...wanted].slice(from, from + IDS_A_CALL).join(",") },
      turn,
      item: BelvoLink,
    });
    found.push(...links.filter(({ id }) => wanted.has(id)));
  }
  return found;
}

export async function listAllLinks(
  call: CallBelvo,
  { statusIn }: { statusIn?: readonly string[] },
  after: string | null,
  turn: Turn,
): Promise<LinkPage> {
  const list = {
    path: PATH,
    filter: statusIn ? { status__in: statusIn.join(",") } : {},
    turn,
    item: BelvoLink,
  };
  const { items, next } = await listPage(call, list, after);
  return { links: items, next };
}

export async function refreshLink(call: CallBelvo, linkId: string): Promise<void> {
  await call({
    method: "POST",
    path: `${pathOf(linkId)}refresh/`,
    body: {},
    withKeys: true,
    priority: "page",
  });
}

function pathOf(linkId: string): string {
  return `${PATH}${encodeURIComponent(linkId)}/`;
}
