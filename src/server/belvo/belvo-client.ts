import * as z from "zod";
import type { Secret } from "../settings/secret.ts";
import { BelvoError } from "./belvo-error.ts";
import { BelvoInstitution } from "./belvo-institution.ts";
import { BelvoLink } from "./belvo-link.ts";
import { createCaller, type CallBelvo, type CallerOptions } from "./call-belvo.ts";
import { listPages, readAs } from "./list-pages.ts";
import { createRateGuard } from "./rate-guard.ts";

/** Names in one question, so that its address stays short. */
const NAMES_A_CALL = 50;

/** What Belvo's widget needs to update a link; `read_links` is what creating one does not ask for. */
const UPDATE_SCOPES = "read_institutions,write_links,read_links";

const WidgetToken = z.object({ access: z.string().min(1) });

/** What we ask Belvo. Every method throws {@link BelvoError} and nothing else. */
export interface BelvoClient {
  /** All links of one user. A link of someone else's is dropped, should Belvo ever send one. */
  listLinks(user: { externalId: string }): Promise<BelvoLink[]>;
  /** One link; `null` when Belvo does not have it. */
  readLink(linkId: string): Promise<BelvoLink | null>;
  /** A token that opens the widget on this link: 10 minutes, one success. */
  createUpdateToken(linkId: string): Promise<string>;
  listInstitutions(names: readonly string[]): Promise<BelvoInstitution[]>;
}

interface BelvoClientOptions extends Omit<
  CallerOptions,
  "authorization" | "guard" | "timeoutSignal"
> {
  secretId: Secret;
  secretPassword: Secret;
  timeoutSignal?: (ms: number) => AbortSignal;
}

export function createBelvoClient(options: BelvoClientOptions): BelvoClient {
  const { secretId, secretPassword, now } = options;
  const call = createCaller({
    ...options,
    timeoutSignal: options.timeoutSignal ?? ((ms) => AbortSignal.timeout(ms)),
    guard: createRateGuard(now),
    authorization: () => {
      const keys = `${secretId.reveal()}:${secretPassword.reveal()}`;
      return `Basic ${Buffer.from(keys).toString("base64")}`;
    },
  });

  return {
    async listLinks({ externalId }) {
      const links = await listPages(call, "/api/links/", { external_id: externalId }, BelvoLink);
      return links.filter((link) => link.externalId === externalId);
    },
    readLink: (linkId) => readLink(call, linkId),
    createUpdateToken: (linkId) =>
      createUpdateToken(call, {
        id: secretId.reveal(),
        password: secretPassword.reveal(),
        link_id: linkId,
        scopes: UPDATE_SCOPES,
      }),
    listInstitutions: (names) => listInstitutions(call, names),
  };
}

async function readLink(call: CallBelvo, linkId: string): Promise<BelvoLink | null> {
  const path = `/api/links/${encodeURIComponent(linkId)}/`;
  try {
    const answer = await call({ method: "GET", path, withKeys: true, urgency: "foreground" });
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

/** The body of Belvo's "Widget update mode". With `link` for `link_id` it would open the wrong widget. */
interface UpdateTokenRequest {
  id: string;
  password: string;
  link_id: string;
  scopes: string;
}

async function createUpdateToken(call: CallBelvo, body: UpdateTokenRequest): Promise<string> {
  const answer = await call({
    method: "POST",
    path: "/api/token/",
    body,
    withKeys: false,
    urgency: "foreground",
  });
  return readAs(WidgetToken, answer).access;
}

async function listInstitutions(
  call: CallBelvo,
  names: readonly string[],
): Promise<BelvoInstitution[]> {
  const found: BelvoInstitution[] = [];
  for (let from = 0; from < names.length; from += NAMES_A_CALL) {
    const filter = { name__in: names.slice(from, from + NAMES_A_CALL).join(",") };
    found.push(...(await listPages(call, "/api/institutions/", filter, BelvoInstitution)));
  }
  return found;
}
