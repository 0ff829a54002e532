import { availableParallelism } from "node:os";
import react from "@vitejs/plugin-react";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { compileMessages } from "./vite.build-steps.ts";
import { findPostgres } from "./src/testing/postgres/find-postgres.ts";

/** They need a document, so they run in jsdom. */
const DOM = ["src/web/**/*.test.tsx", "src/web/{core/widget,widget-frame}/*.test.ts"];
/** Files about one engine alone. */
const SQLITE_ONLY = "src/server/store/sqlite/*.test.ts";
const POSTGRES_ONLY = "src/server/store/postgres/*.test.ts";
/** Here the engine decides: transactions, locks, notifications, leases. */
const POSTGRES_CORE = [
  "src/server/{store,live,webhooks}/**/*.test.ts",
  // Two hours of three instances take as long as half of the others together.
  "src/server/jobs/!(three-instances).test.ts",
  "src/server/sync/reconcile.test.ts",
];
/** What keeps something in the store, save for folders where nothing does. */
const ON_A_STORE = ["src/{server,demo}/**/*.test.ts"];
const STORELESS = "src/server/{async,belvo,site,settings}/**";
/** They start what is built. */
const PROCESSES = "src/**/main.test.ts";
/** They end processes, cut connections and fill disks. */
const FAULTS = "src/testing/faults/*/{disk,kill,live,stop,sync}.test.ts";
/** What a stranger might try, against the whole backend. */
const ATTACKS = "src/testing/attacks/*.test.ts";

const BUILD = "src/testing/processes/build-product.ts";

/** A project whose stores are databases of a PostgreSQL server, which is started for the run. */
function onPostgres(
  name: string,
  include: string[],
  exclude: readonly string[],
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      include,
      exclude: [SQLITE_ONLY, ...exclude],
      globalSetup: ["src/testing/postgres/global-setup.ts"],
    },
  };
}

/**
 * Leaves PostgreSQL out where there is none, and says so.
 *
 * @throws {Error} In CI, where nothing may be left out.
 */
function postgresProjects(): TestProjectInlineConfiguration[] {
  try {
    findPostgres();
  } catch (error) {
    if (process.env["CI"]) throw error;
    const reason = error instanceof Error ? error.message : "";
    process.stderr.write(`The projects on PostgreSQL are left out: ${reason}.\n`);
    return [];
  }
  return [
    onPostgres("postgres", POSTGRES_CORE, []),
    onPostgres("attacks-postgres", [ATTACKS], []),
    onPostgres("postgres-rest", ON_A_STORE, [...POSTGRES_CORE, STORELESS, PROCESSES]),
  ];
}

/** Each script of package.json leaves a report of its own. */
const script = process.env["npm_lifecycle_event"] ?? "vitest";

export default defineConfig({
  plugins: [react(), compileMessages()],
  test: {
    reporters: process.env["CI"] ? ["default", "json"] : ["default"],
    outputFile: { json: `test-results/${script.replaceAll(":", "-")}.json` },
    // Of two cores Vitest would leave one alone.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A machine that does other things besides makes no test wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
    // Files of a project share processes, with what they have imported; and what a test replaces
    // comes back.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["src/**/*.test.ts"],
          exclude: [...DOM, POSTGRES_ONLY, PROCESSES, FAULTS, ATTACKS],
        },
      },
      {
        extends: true,
        test: {
          name: "web",
          environment: "jsdom",
          include: DOM,
          setupFiles: ["src/testing/web-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "processes",
          include: [PROCESSES],
          globalSetup: [BUILD],
        },
      },
      { extends: true, test: { name: "attacks", include: [ATTACKS] } },
      ...postgresProjects(),
      {
        extends: true,
        test: {
          name: "faults",
          include: [FAULTS],
          globalSetup: [BUILD],
          // Each is alone with the machine, after all others, and takes as long as processes take.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
