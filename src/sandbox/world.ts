import { createClock, type Clock, type RealTime } from "./clock.ts";
import { demoUsers } from "./demo/demo-users.ts";
import { linksOf, type Person } from "./demo/person.ts";
import { createFaults, type Faults } from "./faults/faults.ts";
import type { SecretKeys } from "./http/endpoint.ts";
import { BELVO_LIMITS, type Limits } from "./http/rate-limiter.ts";
import { createBank, type Bank } from "./links/bank.ts";
import { createLinkStates, type LinkStates } from "./links/link-states.ts";
import { createLinkStore, type LinkStore } from "./links/link.ts";
import { seededUuid } from "./random.ts";
import { createWidgetTokens, type WidgetTokens } from "./tokens/widget-tokens.ts";
import { createWebhooks, type Webhooks } from "./webhooks/webhooks.ts";

/** What a sandbox needs from outside, so that tests can have its time and its network. */
export interface Surroundings extends RealTime {
  /** For webhooks. */
  fetch: typeof fetch;
  randomUUID: () => string;
}

/** What a sandbox begins with. */
export interface Beginning {
  /** Ids follow from it. */
  seed: string;
  people: readonly Person[];
}

/** What a sandbox that starts over begins with; what is not given stays as it was. */
export interface Restart {
  seed?: string | undefined;
  people?: readonly Person[] | undefined;
}

/** The same links, with the same ids, at every start. */
export const DEFAULT_BEGINNING: Beginning = { seed: "demo", people: demoUsers };

/** All state of a sandbox. Starting over makes a new one. */
export interface World extends Beginning {
  keys: SecretKeys;
  ownerId: string;
  clock: Clock;
  now: () => number;
  newUuid: () => string;
  /** 32 hex digits. */
  newId: () => string;
  links: LinkStore;
  bank: Bank;
  states: LinkStates;
  tokens: WidgetTokens;
  webhooks: Webhooks;
  faults: Faults;
}

interface WorldOptions extends Surroundings, Beginning {
  keys: SecretKeys;
  limits: Partial<Limits> | undefined;
  /** What the links' times are counted back from: the same each time a sandbox starts over. */
  startedAt: number;
}

export function createWorld(options: WorldOptions): World {
  const { seed, people, keys, startedAt, fetch, randomUUID: newUuid } = options;
  const clock = createClock(options);
  const newId = () => newUuid().replaceAll("-", "");
  const ownerId = seededUuid(`${seed}/owner`);
  const basis = { seed, people, keys, ownerId, clock, now: clock.now, newUuid, newId };

  const faults = createFaults(seed, { ...BELVO_LIMITS, ...options.limits });
  const links = createLinkStore(linksOf(people, { seed, ownerId, now: startedAt }));
  const bank = createBank({ ...basis, faults });
  const webhooks = createWebhooks({ ...basis, fetch, faults });
  const states = createLinkStates({ ...basis, links, bank, webhooks, faults });
  const tokens = createWidgetTokens({
    ...basis,
    secret: `${keys.secretPassword}/${newUuid()}`,
    lifeMs: () => faults.settings().tokenLifeMs,
  });
  return { ...basis, links, bank, states, tokens, webhooks, faults };
}
