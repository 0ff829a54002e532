import { readFile, readdir } from "node:fs/promises";

/** Adds up the runners' own reports, and fails when a runner ran nothing. */
const read = async (name) => JSON.parse(await readFile(`test-results/${name}.json`, "utf8"));

const vitest = await Promise.all(["units", "faults"].map(read));
const names = await readdir("test-results");
const chaos = names.flatMap((name) => /^(chaos-\d+)\.json$/.exec(name)?.[1] ?? []);
const playwright = await Promise.all(["browser", ...chaos].map(read));
const reports = [
  ...vitest.map((each) => ({ passed: each.numPassedTests, failed: each.numFailedTests })),
  ...playwright.map(({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  })),
];
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);

process.stdout.write(`${sum("passed")} passed, ${sum("failed")} failed\n`);
if (sum("failed") > 0 || reports.some(({ passed }) => passed === 0)) process.exitCode = 1;
