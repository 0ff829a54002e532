import * as v from "valibot";
import type { ReturnOutcome } from "#contract/routes.ts";
import type { Secret } from "../settings/secret.ts";
import { BelvoInstitution } from "./belvo-institution.ts";
import type { BelvoLink } from "./belvo-link.ts";
import { createCaller, type CallBelvo, type CallerOptions } from "./call-belvo.ts";
import { createCircuitBreaker } from "./circuit-breaker.ts";
import {
  listAllLinks,
  listLinks,
  readLink,
  readLinks,
  refreshLink,
  type LinkPage,
} from "./link-calls.ts";
import { listPages, readAs } from "./list-pages.ts";
import type { Priority, Turn } from "./rate-limiter.ts";
import { createRetryBudget } from "./retry-budget.ts";
import { checkKeys } from "./watch-keys.ts";

/** Names in one question, so that its address stays short. */
const NAMES_A_CALL = 50;

/** What Belvo's widget needs to update a link; `read_links` is what creating one does not ask for. */
const UPDATE_SCOPES = "read_institutions,write_links,read_links";

const WidgetToken = v.object({ access: v.pipe(v.string(), v.minLength(1)) });

/** Which links of all users are listed; all of them without it. */
export interface LinkFilter {
  statusIn?: readonly string[];
}

/** How Belvo's own page looks, and where it sends people afterwards. */
export interface HostedWidget {
  callbackUrls: Readonly<Record<ReturnOutcome, string>>;
  branding: HostedBranding | null;
}

/** What of the host's brand Belvo's page can show. Source: Belvo, "Widget branding". */
export interface HostedBranding {
  name?: string;
  /** An SVG. */
  logoUrl?: string;
}

/** What a token is for. */
interface TokenUse {
  /** What Belvo's own page is told; not given for the widget in a frame of ours. */
  hosted?: HostedWidget;
  /** A repair's unless said. */
  priority?: Priority;
}

/** What we ask Belvo. Every method throws a `BelvoError` and nothing else. */
export interface BelvoClient {
  /**
   * All links of one user, as far as Belvo's pages go. A link of someone else's is dropped, should
   * Belvo ever send one; one that names nobody is not.
   */
  listLinks(user: { externalId: string }, turn: Turn): Promise<BelvoLink[]>;
  /** One link; `null` when Belvo does not have it. */
  readLink(linkId: string, turn: Turn): Promise<BelvoLink | null>;
  /**
   * Those of these links that Belvo has, in any order. A list may leave one out, so a link that is
   * not in the answer may still be there.
   */
  readLinks(linkIds: readonly string[], turn: Turn): Promise<BelvoLink[]>;
  /**
   * One page of the links of all users.
   *
   * @param after What the page before gave as `next`, for the page after it; `null` for the first.
   */
  listAllLinks(filter: LinkFilter, after: string | null, turn: Turn): Promise<LinkPage>;
  /**
   * Has Belvo get a link's data afresh, which it does after it has answered. It is asked once only:
   * a bank may lock out who logs in too often. Its priority is that of a page.
   */
  refreshLink(linkId: string): Promise<void>;
  /** A token that opens the widget on this link: 10 minutes, one success. */
  createUpdateToken(linkId: string, use?: TokenUse): Promise<string>;
  listInstitutions(names: readonly string[], turn: Turn): Promise<BelvoInstitution[]>;
  /** Ends well when our keys are good. */
  checkKeys(): Promise<void>;
}

interface BelvoClientOptions extends Omit<
  CallerOptions,
  "authorization" | "breaker" | "budget" | "timeoutSignal"
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
    breaker: createCircuitBreaker(now),
    budget: createRetryBudget(now),
    authorization: () => {
      const keys = `${secretId.reveal()}:${secretPassword.reveal()}`;
      return `Basic ${Buffer.from(keys).toString("base64")}`;
    },
  });

  return {
    listLinks: ({ externalId }, turn) => listLinks(call, externalId, turn),
    readLink: (linkId, turn) => readLink(call, linkId, turn),
    readLinks: (linkIds, turn) => readLinks(call, linkIds, turn),
    listAllLinks: (filter, after, turn) => listAllLinks(call, filter, after, turn),
    refreshLink: (linkId) => refreshLink(call, linkId),
    createUpdateToken: (linkId, { hosted, priority = "repair" } = {}) => {
      const body = {
        id: secretId.reveal(),
        password: secretPassword.reveal(),
        link_id: linkId,
        scopes: UPDATE_SCOPES,
        ...(hosted && { widget: widgetOf(hosted) }),
      };
      return createUpdateToken(call, body, priority);
    },
    listInstitutions: (names, turn) => listInstitutions(call, names, turn),
    checkKeys: () => checkKeys(call),
  };
}

/** The body of Belvo's "Widget update mode". With `link` for `link_id` it would open the wrong widget. */
interface UpdateTokenRequest {
  id: string;
  password: string;
  link_id: string;
  scopes: string;
  /** For Belvo's own page alone. That it may stand beside `link_id` is not documented. */
  widget?: ReturnType<typeof widgetOf>;
}

function widgetOf({ callbackUrls, branding }: HostedWidget) {
  return {
    callback_urls: callbackUrls,
    ...(branding && {
      branding: {
        ...(branding.name !== undefined && { company_name: branding.name }),
        ...(branding.logoUrl !== undefined && {
          company_logo: branding.logoUrl,
          company_icon: branding.logoUrl,
        }),
      },
    }),
  };
}

async function createUpdateToken(
  call: CallBelvo,
  body: UpdateTokenRequest,
  priority: Priority,
): Promise<string> {
  const answer = await call({
    method: "POST",
    path: "/api/token/",
    body,
    withKeys: false,
    priority,
  });
  return readAs(WidgetToken, answer).access;
}

async function listInstitutions(
  call: CallBelvo,
  names: readonly string[],
  turn: Turn,
): Promise<BelvoInstitution[]> {
  const found: BelvoInstitution[] = [];
  for (let from = 0; from < names.length; from += NAMES_A_CALL) {
    const banks = await listPages(call, {
      path: "/api/institutions/",
      filter: { name__in: names.slice(from, from + NAMES_A_CALL).join(",") },
      turn,
      item: BelvoInstitution,
    });
    found.push(...banks);
  }
  return found;
}
