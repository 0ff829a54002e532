import { availableParallelism } from "node:os";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compileWords } from "./vite.build-steps.ts";
import { findPostgres } from "./src/testing/postgres/find-postgres.ts";

/** Files about one engine alone. */
const SQLITE_ONLY = "src/server/store/sqlite/*.test.ts";
const POSTGRES_ONLY = "src/server/store/postgres/*.test.ts";
/** They end processes, cut connections and fill disks: `npm run test:faults`. */
const FAULTS = "src/testing/faults/**/*.test.ts";

/** What keeps something in the store, once more on PostgreSQL. */
const postgres = {
  extends: true as const,
  test: {
    name: "postgres",
    environment: "node",
    include: [
      "src/server/{store,evidence,links,reading,repair,session,live,webhooks,sweep,http,walk,watch,lab}/**/*.test.ts",
    ],
    exclude: [SQLITE_ONLY],
    // Files share what they import, and the databases that were made for those before them.
    isolate: false,
    // Each test speaks to a server, and some to hundreds of stores in turn.
    hookTimeout: 20_000,
    globalSetup: ["src/testing/postgres/global-setup.ts"],
  },
};

/** Leaves PostgreSQL out where there is none, and says so. */
function postgresProjects() {
  try {
    findPostgres();
    return [postgres];
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    process.stderr.write(`The project "postgres" is left out: ${reason}.\n`);
    return [];
  }
}

export default defineConfig({
  plugins: [react(), compileWords()],
  test: {
    reporters: process.env["CI"] ? ["default", "json"] : ["default"],
    outputFile: { json: "test-results/units.json" },
    // Of two cores Vitest would leave one alone.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A machine that does other things besides makes no test wrong.
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: [
            "src/{contract,server,sandbox,testing}/**/*.test.ts",
            // What the page decides without a document.
            "src/web/{repair,words,links,live,http,session,loading}/**/*.test.ts",
          ],
          exclude: [POSTGRES_ONLY, FAULTS],
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          environment: "node",
          include: [FAULTS],
          // Each is alone with the machine, and takes as long as processes take to start.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "web",
          environment: "jsdom",
          include: ["src/web/**/*.test.tsx", "src/web/belvo-widget/*.test.ts"],
          setupFiles: ["src/testing/web-setup.ts"],
        },
      },
      ...postgresProjects(),
    ],
  },
});
