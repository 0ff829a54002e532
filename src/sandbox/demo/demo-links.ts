import { institutionCatalogue } from "../institutions/institution-catalogue.ts";
import { institutionUserId } from "../links/institution-user-id.ts";
import type { Link } from "../links/link.ts";
import { seededNumber, seededUuid } from "../random/seeded-values.ts";
import type { DemoLink, DemoUser } from "./demo-users.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The links that a sandbox starts with. Their ids come from the seed alone, so that they are the
 * same after a restart; their times are counted back from `now`.
 */
export function demoLinks(users: readonly DemoUser[], seed: string, now: number): Link[] {
  const ownerId = seededUuid(`${seed}/owner`);
  return users.flatMap((user) =>
    user.links.map((link, index) => demoLink(user, link, index, { seed, now, ownerId })),
  );
}

interface Background {
  seed: string;
  now: number;
  ownerId: string;
}

function demoLink(user: DemoUser, link: DemoLink, index: number, background: Background): Link {
  const { seed, now, ownerId } = background;
  const key = `${seed}/${user.externalId}/${index}`;
  const short = user.externalId.replace("demo-", "");
  const username = link.username ?? `${short}_${index + 1}`;
  const single = link.accessMode === "single";

  return {
    id: seededUuid(key),
    institution: link.institution,
    institutionUserId: institutionUserId(link.institution, username),
    accessMode: link.accessMode ?? "recurrent",
    status: link.status,
    createdAt: now - (30 + seededNumber(`${key}/age`, 500)) * DAY_MS - within(key, DAY_MS),
    createdBy: ownerId,
    lastAccessedAt: link.status === "unconfirmed" ? null : now - lastAccess(link, key),
    externalId: user.externalId,
    refreshRate: single ? null : "7d",
    credentialsStorage: single ? "365d" : "store",
    fetchResources: institutionCatalogue.named(link.institution)?.defaultResources ?? [],
    staleIn: "365d",
    username,
    failedLogins: 0,
    refreshedAt: null,
  };
}

/** What happens while somebody tries the demo is seen to be newer than all that was there. */
const YOUNGEST_MS = 2 * 60 * 60 * 1000;

/** How long ago: within the last week for a link that works, before that for one that does not. */
function lastAccess(link: DemoLink, key: string): number {
  const withinWeek = YOUNGEST_MS + within(`${key}/access`, 6 * DAY_MS - YOUNGEST_MS);
  return link.status === "valid" ? withinWeek : withinWeek + 7 * DAY_MS;
}

function within(key: string, ms: number): number {
  return seededNumber(`${key}/within`, ms);
}
