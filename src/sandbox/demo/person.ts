import * as v from "valibot";
import { Uuid } from "../http/formats.ts";
import { institutionCatalogue } from "../institutions/institution-catalogue.ts";
import { institutionUserId, linkStatuses, type Link } from "../links/link.ts";
import { seededNumber, seededUuid } from "../random.ts";

/** A link that a person has from the start, in any state. */
const PersonLink = v.strictObject({
  /** Follows from the seed unless it is given. */
  id: v.optional(Uuid),
  institution: v.pipe(
    v.string(),
    v.check((name) => institutionCatalogue.named(name) !== undefined, "is no institution"),
  ),
  status: v.picklist(linkStatuses),
  /** `recurrent` unless it is given. */
  accessMode: v.optional(v.literal("single")),
  /** E.g. one whom the bank asks for a code, such as `mfa_default`; others get a name of their own. */
  username: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(16))),
});
type PersonLink = v.InferOutput<typeof PersonLink>;

/** Somebody who has connected banks. */
export const Person = v.strictObject({
  externalId: v.pipe(
    v.string(),
    v.regex(/^[\w-]{3,256}$/, "is 3 to 256 letters, digits, hyphens or underscores"),
  ),
  name: v.string(),
  /** What there is to try with them, for who shows people to choose from. */
  situation: v.optional(v.string()),
  links: v.pipe(v.array(PersonLink), v.maxLength(1000), v.readonly()),
});
export type Person = v.InferOutput<typeof Person>;

const DAY_MS = 24 * 60 * 60 * 1000;

interface Background {
  seed: string;
  now: number;
  ownerId: string;
}

/**
 * The links that a sandbox starts with. Their ids come from the seed alone, so that they are the
 * same after a restart; their times are counted back from `now`.
 */
export function linksOf(people: readonly Person[], background: Background): Link[] {
  return people.flatMap((person) =>
    person.links.map((link, index) => linkOf(person, link, index, background)),
  );
}

function linkOf(person: Person, link: PersonLink, index: number, background: Background): Link {
  const { seed, now, ownerId } = background;
  const key = `${seed}/${person.externalId}/${index}`;
  const short = person.externalId.replace("demo-", "");
  const username = link.username ?? `${short.slice(0, 12)}_${index + 1}`;
  const single = link.accessMode === "single";

  return {
    id: link.id ?? seededUuid(key),
    institution: link.institution,
    institutionUserId: institutionUserId(link.institution, username),
    accessMode: link.accessMode ?? "recurrent",
    status: link.status,
    createdAt: now - (30 + seededNumber(`${key}/age`, 500)) * DAY_MS - within(key, DAY_MS),
    createdBy: ownerId,
    lastAccessedAt: link.status === "unconfirmed" ? null : now - lastAccess(link, key),
    externalId: person.externalId,
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
function lastAccess(link: PersonLink, key: string): number {
  const withinWeek = YOUNGEST_MS + within(`${key}/access`, 6 * DAY_MS - YOUNGEST_MS);
  return link.status === "valid" ? withinWeek : withinWeek + 7 * DAY_MS;
}

function within(key: string, ms: number): number {
  return seededNumber(`${key}/within`, ms);
}
