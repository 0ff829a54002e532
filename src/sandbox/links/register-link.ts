import * as v from "valibot";
import { ApiError, fieldRefusal, refusal } from "../http/api-error.ts";
import { formFields } from "../institutions/form-fields.ts";
import { institutionCatalogue } from "../institutions/institution-catalogue.ts";
import type { Institution } from "../institutions/institution.ts";
import { acceptsLogin, needsCode, passesCode, type Bank } from "./bank.ts";
import type { LinkStates } from "./link-states.ts";
import { accessModes, institutionUserId, type Link, type LinkStore } from "./link.ts";

/** The sandbox's banks take 16 characters. Source: Belvo, "Test in sandbox". */
const Username = v.pipe(v.string(), v.minLength(1), v.maxLength(16));
export const Password = v.pipe(v.string(), v.minLength(1), v.maxLength(16));
export const Code = v.pipe(v.string(), v.regex(/^\d{6}$/));
export const StaleIn = v.pipe(v.string(), v.regex(/^\d{1,3}d$/));

/** Source: Belvo's OpenAPI files of 2023 (banks) and 2026 (`fetch_resources`, `stale_in`). */
export const RegisterBody = v.object({
  institution: v.pipe(v.string(), v.minLength(1)),
  username: Username,
  password: Password,
  username2: v.optional(v.string()),
  username3: v.optional(v.string()),
  password2: v.optional(Password),
  username_type: v.optional(v.string()),
  token: v.optional(Code),
  external_id: v.optional(v.pipe(v.string(), v.minLength(3), v.maxLength(256))),
  access_mode: v.optional(v.picklist(accessModes), "recurrent"),
  fetch_historical: v.optional(v.boolean()),
  credentials_storage: v.optional(v.string()),
  fetch_resources: v.optional(v.array(v.string())),
  stale_in: v.optional(StaleIn, "365d"),
});

const [curp, email] = formFields.identity;

/** What names a person to an institution without passwords. */
export const identity = {
  username: v.pipe(v.string(), v.regex(new RegExp(curp.validation))),
  username2: v.optional(v.pipe(v.string(), v.regex(new RegExp(email.validation)))),
};

/** Source: Belvo's OpenAPI file, employment in Mexico. Not every institution asks for the e-mail. */
export const IdentityRegisterBody = v.object({
  ...RegisterBody.entries,
  ...identity,
  password: v.optional(Password),
});
type RegisterBody = v.InferOutput<typeof IdentityRegisterBody>;

interface Dependencies {
  links: LinkStore;
  states: LinkStates;
  bank: Bank;
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
  const { links, states, bank } = world;
  const institution = institutionCatalogue.named(body.institution);
  if (institution === undefined) {
    const message = `Object with name=${body.institution} does not exist.`;
    throw fieldRefusal("institution", "does_not_exist", message);
  }
  const link = newLink(body, institution, world);
  const same = links.all().find((other) => isSame(other, link));

  if (same?.status === "invalid") throw refusal("invalid_link");
  bank.reach();
  if (!acceptsLogin(body)) {
    throw same ? states.refuseLogin(same) : refusal("login_error");
  }
  if (same && same.status !== "unconfirmed") throw duplicated(same);
  if (!passesCode(body.token, needsCode(body.username))) {
    throw bank.askForCode(links.save(same ?? link));
  }
  return states.connect(links.save(same ?? link));
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
  if (recurrent && storage !== "store") throw refusal("invalid_credentials_storage");
  if (!/^(store|nostore|\d{1,3}d)$/.test(storage)) {
    const message = "Enter a valid value.";
    throw fieldRefusal("credentials_storage", "invalid_credentials_storage", message);
  }
  if (storage === "nostore" && !body.fetch_resources?.length)
    throw refusal("invalid_fetch_resources");
}

/** @throws {ApiError} 400 for a resource that the institution does not have. */
export function checkResources(
  wanted: readonly string[] | undefined,
  { resources }: Institution,
): void {
  if (wanted?.every((resource) => resources.includes(resource)) ?? true) return;
  const message = `The institution only supports the following resources: ${resources.join(", ")}`;
  throw fieldRefusal("resources", "invalid", message);
}

/** Belvo drops what looks like personal data: here, whatever could be an e-mail address. */
function externalIdFrom(given: string | undefined): string | null {
  if (given === undefined || given.includes("@")) return null;
  if (/^[\w-]+$/.test(given)) return given;
  throw fieldRefusal("external_id", "invalid", "Enter a valid value.");
}

function duplicated({ institutionUserId: id }: Link): ApiError {
  const message = "Link already exists";
  return new ApiError(400, [{ code: "duplicated", message, institution_user_id: id }]);
}

function isSame(a: Link, b: Link): boolean {
  return a.institutionUserId === b.institutionUserId && a.externalId === b.externalId;
}
