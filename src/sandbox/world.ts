import { createLoginSessions, type LoginSessions } from "./bank/login-sessions.ts";
import { createClock, type Clock } from "./clock/create-clock.ts";
import { demoLinks } from "./demo/demo-links.ts";
import { demoUsers } from "./demo/demo-users.ts";
import { createFaults, type Faults } from "./faults/create-faults.ts";
import type { SecretKeys } from "./http/caller.ts";
import {
  institutionCatalogue,
  type InstitutionCatalogue,
} from "./institutions/institution-catalogue.ts";
import type { Link } from "./links/link.ts";
import { createLinkLogins, type LinkLogins } from "./links/link-logins.ts";
import { createLinkStore, type LinkStore } from "./links/link-store.ts";
import { createLoginOutcomes, type LoginOutcomes } from "./links/login-outcomes.ts";
import { seededUuid } from "./random/seeded-values.ts";
import { createWidgetTokens, type WidgetTokens } from "./tokens/widget-tokens.ts";
import { createDelivery } from "./webhooks/create-delivery.ts";
import { createWebhooks, type Webhooks } from "./webhooks/create-webhooks.ts";
import { historicalUpdates } from "./webhooks/webhook-events.ts";

/** What a sandbox needs from outside, so that tests can have its time and its network. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now: () => number;
  schedule: (run: () => void, delayMs: number) => void;
  /** For webhooks. */
  fetch: typeof fetch;
  randomUUID: () => string;
}

/** All state of a sandbox. Starting over makes a new one. */
export interface World {
  seed: string;
  keys: SecretKeys;
  ownerId: string;
  clock: Clock;
  now: () => number;
  schedule: Surroundings["schedule"];
  newUuid: () => string;
  /** 32 hex digits. */
  newId: () => string;
  institutions: InstitutionCatalogue;
  links: LinkStore;
  sessions: LoginSessions;
  outcomes: LoginOutcomes;
  logins: LinkLogins;
  tokens: WidgetTokens;
  webhooks: Webhooks;
  faults: Faults;
}

interface Beginning extends Surroundings {
  /** What the links' times are counted back from: the same each time a sandbox starts over. */
  startedAt: number;
}

export function createWorld(keys: SecretKeys, seed: string, around: Beginning): World {
  const clock = createClock(around.now);
  const names = createNames(seed, around);
  const basis = { ...names, now: clock.now, schedule: around.schedule };

  const faults = createFaults(seed);
  const webhooks = createWebhooks({ ...basis, faults, delivery: createDelivery(around) });
  const links = createLinkStore(demoLinks(demoUsers, seed, around.startedAt));
  const sessions = createLoginSessions(clock.now, names.newId);
  const onConnected = (link: Link) => {
    for (const event of historicalUpdates(link)) webhooks.send(link, event);
  };
  const outcomes = createLoginOutcomes({ ...basis, faults, links, sessions, onConnected });
  const logins = createLinkLogins({ ...basis, links, sessions, outcomes });
  const tokens = createWidgetTokens({
    ...basis,
    secret: `${keys.secretPassword}/${names.newUuid()}`,
    lifeMs: () => faults.dials().tokenLifeMs,
  });

  const institutions = institutionCatalogue;
  const entities = { institutions, links, sessions, outcomes, logins, tokens, webhooks, faults };
  return { ...basis, ...entities, seed, keys, clock };
}

/** Ids: of the demo's owner from the seed, and of everything new by chance. */
function createNames(seed: string, { randomUUID: newUuid }: Surroundings) {
  return {
    ownerId: seededUuid(`${seed}/owner`),
    newUuid,
    newId: () => newUuid().replaceAll("-", ""),
  };
}
