import { acceptsCode, acceptsPassword, needsCode } from "../bank/bank.ts";
import { apiErrors } from "../http/api-errors.ts";
import type { Institution } from "../institutions/institution.ts";
import type { InstitutionCatalogue } from "../institutions/institution-catalogue.ts";
import { institutionUserId } from "./institution-user-id.ts";
import type { Link } from "./link.ts";
import type { LoginOutcomes } from "./login-outcomes.ts";
import type { RegisterBody } from "./link-requests.ts";
import type { LinkStore } from "./link-store.ts";

interface Dependencies {
  links: LinkStore;
  outcomes: LoginOutcomes;
  institutions: InstitutionCatalogue;
  ownerId: string;
  now: () => number;
  newUuid: () => string;
}

/**
 * Connects a person's bank for the first time.
 *
 * A code that is still missing leaves an `unconfirmed` link; trying again takes that one up, since
 * Belvo does not say whether it makes another.
 *
 * @throws {ApiError} 400, 428 and 500, as `POST /api/links/` answers them.
 */
export function registerLink(body: RegisterBody, world: Dependencies): Link {
  const { links, outcomes } = world;
  const institution = world.institutions.named(body.institution);
  if (institution === undefined) {
    const message = `Object with name=${body.institution} does not exist.`;
    throw apiErrors.field("institution", "does_not_exist", message);
  }
  const link = newLink(body, institution, world);
  const same = links.all().find((other) => isSame(other, link));

  if (same?.status === "invalid") throw apiErrors.invalidLink();
  outcomes.reachBank();
  if (!acceptsPassword(body.username, body.password)) {
    throw same ? outcomes.refusePassword(same) : apiErrors.loginError();
  }
  if (same && same.status !== "unconfirmed") throw apiErrors.duplicated(same.institutionUserId);

  const confirmed = body.token === undefined ? !needsCode(body.username) : acceptsCode(body.token);
  if (!confirmed) throw outcomes.askForCode(links.save(same ?? link));
  return outcomes.connect(links.save(same ?? link));
}

function newLink(body: RegisterBody, institution: Institution, world: Dependencies): Link {
  const recurrent = body.access_mode === "recurrent";
  const storage = body.credentials_storage ?? (recurrent ? "store" : "365d");
  checkStorage(body, storage);
  checkResources(body.fetch_resources, institution);

  return {
    id: world.newUuid(),
    institution: institution.name,
    institutionUserId: institutionUserId(institution.name, body.username),
    accessMode: body.access_mode,
    status: "unconfirmed",
    createdAt: world.now(),
    createdBy: world.ownerId,
    lastAccessedAt: null,
    externalId: externalIdFrom(body.external_id),
    refreshRate: recurrent ? "7d" : null,
    credentialsStorage: storage,
    fetchResources: body.fetch_resources ?? institution.defaultResources,
    staleIn: body.stale_in,
    username: body.username,
    failedLogins: 0,
    refreshedAt: null,
  };
}

/** Source: Belvo, "Data retention controls". */
function checkStorage(body: RegisterBody, storage: string): void {
  const recurrent = body.access_mode === "recurrent";
  if (recurrent && storage !== "store") throw apiErrors.recurrentMustStore();
  if (!/^(store|nostore|\d{1,3}d)$/.test(storage)) {
    const message = "Enter a valid value.";
    throw apiErrors.field("credentials_storage", "invalid_credentials_storage", message);
  }
  if (storage === "nostore" && !body.fetch_resources?.length) throw apiErrors.nothingToFetch();
}

/** @throws {ApiError} 400 for a resource that the institution does not have. */
export function checkResources(
  wanted: readonly string[] | undefined,
  { resources }: Institution,
): void {
  if (wanted?.every((resource) => resources.includes(resource)) ?? true) return;
  const message = `The institution only supports the following resources: ${resources.join(", ")}`;
  throw apiErrors.field("resources", "invalid", message);
}

/** Belvo drops what looks like personal data: here, whatever could be an e-mail address. */
function externalIdFrom(given: string | undefined): string | null {
  if (given === undefined || given.includes("@")) return null;
  if (/^[\w-]+$/.test(given)) return given;
  throw apiErrors.field("external_id", "invalid", "Enter a valid value.");
}

function isSame(a: Link, b: Link): boolean {
  return a.institutionUserId === b.institutionUserId && a.externalId === b.externalId;
}
