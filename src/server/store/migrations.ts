import type { Migration } from "kysely";
import { links } from "./migrations/001-links-evidence-repairs-sessions.ts";
import { repairsOfLink } from "./migrations/002-repairs-of-link.ts";
import { logHead } from "./migrations/003-log-head-inbox-sweeps.ts";
import { repairEntries } from "./migrations/004-repair-entries.ts";
import { walks } from "./migrations/005-walks-watches-tries.ts";
import { linksByBank } from "./migrations/006-links-by-bank.ts";
import { rateLimits } from "./migrations/007-rate-limits.ts";
import { wideEventNumbers } from "./migrations/008-event-numbers-of-64-bits.ts";
import { unownedLinks } from "./migrations/009-unowned-links.ts";
import { noLinksByBank } from "./migrations/010-no-links-by-bank.ts";
import { bankStatuses } from "./migrations/011-bank-statuses.ts";
import { hostedRepairs } from "./migrations/012-hosted-repairs.ts";
import { institutionTypes } from "./migrations/013-institution-types.ts";
import { preparedRepairs } from "./migrations/014-prepared-repairs.ts";
import { hostChoices } from "./migrations/015-host-choices.ts";

/**
 * Applied in the order of their names, each once, on SQLite and PostgreSQL alike. What a migration
 * that has been shipped makes of a database never changes. An index on a table that may be large is
 * none of them: see `indexes.ts`.
 */
export const migrations: Record<string, Migration> = {
  "001-links-evidence-repairs-sessions": links,
  "002-repairs-of-link": repairsOfLink,
  "003-log-head-inbox-sweeps": logHead,
  "004-repair-entries": repairEntries,
  "005-walks-watches-tries": walks,
  "006-links-by-bank": linksByBank,
  "007-rate-limits": rateLimits,
  "008-event-numbers-of-64-bits": wideEventNumbers,
  "009-unowned-links": unownedLinks,
  "010-no-links-by-bank": noLinksByBank,
  "011-bank-statuses": bankStatuses,
  "012-hosted-repairs": hostedRepairs,
  "013-institution-types": institutionTypes,
  "014-prepared-repairs": preparedRepairs,
  "015-host-choices": hostChoices,
};
