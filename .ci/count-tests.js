import { readFile, readdir } from "node:fs/promises";

/**
 * Adds up the runners' own reports, and fails where one of them ran nothing, or left out what its
 * exit code does not tell of: a store, a browser, the disk. A browser test that passed only when it was
 * tried again is named as flaky; more of them than a stall of a shared machine explains are failures.
 */
const MOST_FLAKY = 2;
const FOLDER = "test-results";
const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".json"));
/** Every test as `{ report, where, title, state }`: `passed`, `failed`, `flaky` or `skipped`. */
const tests = (await Promise.all(names.map(testsOf))).flat();

async function testsOf(report) {
  const content = JSON.parse(await readFile(`${FOLDER}/${report}`, "utf8"));
  const found = "stats" in content ? inBrowsers(content) : units(content);
  return found.map((test) => ({ report, ...test }));
}

function units({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      where: name.slice(process.cwd().length + 1),
      title: fullName,
      state: ["passed", "failed"].includes(status) ? status : "skipped",
    })),
  );
}

function inBrowsers({ suites }) {
  const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
  const states = { expected: "passed", unexpected: "failed" };
  return suites.flatMap(specsOf).flatMap(({ title, tests: runs }) =>
    runs.map(({ projectName, status }) => ({
      where: projectName,
      title,
      state: states[status] ?? status,
    })),
  );
}

/** What must have run, by the place of its tests or, for a project of Vitest's, by its report. */
const REQUIRED = {
  "units on SQLite": ran({ where: /^src\/server\/store\/sqlite\// }),
  "the page's units": ran({ where: /^src\/web\/.*tsx$/ }),
  "built processes": ran({ where: /^src\/main\.test/ }),
  "the core on PostgreSQL": ran({ where: /^src\/server\/store\/postgres\// }),
  "the rest on PostgreSQL": ran({ report: "test-rest.json" }),
  "properties, ten thousand times": ran({ report: "test-properties.json" }),
  attacks: ran({ report: "test-attacks.json", where: /^src\/testing\/attacks\// }),
  "webhooks on the disk before their answer (strace)": ran({ where: /faults\/sync\/sync\.test/ }),
  "a full disk": ran({ where: /faults\/disk\/disk\.test/ }),
  "the core in Chromium": ran({ where: /^core$/ }),
  "all else in Chromium": ran({ where: /^full-chromium$/ }),
  Colombia: ran({ where: /^full-es-CO$/ }),
  Portuguese: ran({ where: /^full-pt-BR$/ }),
  English: ran({ where: /^full-en$/ }),
  Firefox: ran({ where: /^full-firefox$/ }),
  WebKit: ran({ where: /^full-webkit$/ }),
  "each form of the widget": [
    "no_ready",
    "ready_on_window",
    "already_there",
    "single_instance",
    "puts_back",
  ].every((form) => ran({ where: new RegExp(`^full-widget-${form}$`) })),
  "faults by chance": ran({ where: /^full-chaos-/ }),
};

function ran({ report, where = /^/ }) {
  return tests.some(
    (test) =>
      test.state !== "skipped" &&
      where.test(test.where) &&
      (report === undefined || test.report === report),
  );
}

const count = (state) => tests.filter((test) => test.state === state).length;
for (const { where, title, state } of tests) {
  if (state === "failed" || state === "flaky")
    process.stdout.write(`${state}: ${where} › ${title}\n`);
  if (state === "skipped") process.stdout.write(`skipped: ${where} › ${title}\n`);
}
const missing = Object.keys(REQUIRED).filter((what) => !REQUIRED[what]);
for (const what of missing) process.stdout.write(`did not run: ${what}\n`);

const flaky = count("flaky");
const isTolerable = flaky <= MOST_FLAKY;
const passed = count("passed") + (isTolerable ? flaky : 0);
const failed = count("failed") + (isTolerable ? 0 : flaky);
process.stdout.write(
  `${flaky} flaky, ${count("skipped")} skipped\n${passed} passed, ${failed} failed\n`,
);
if (failed > 0 || passed === 0 || missing.length > 0) process.exitCode = 1;
