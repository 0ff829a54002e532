import { readFile } from "node:fs/promises";

/** Adds up the runners' own reports, and fails when a runner ran nothing. */
const read = async (name) => JSON.parse(await readFile(`test-results/${name}.json`, "utf8"));

const vitest = await Promise.all(["units", "faults"].map(read));
const browser = (await read("browser")).stats;
const reports = [
  ...vitest.map((each) => ({ passed: each.numPassedTests, failed: each.numFailedTests })),
  { passed: browser.expected, failed: browser.unexpected + browser.flaky },
];
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);

process.stdout.write(`${sum("passed")} passed, ${sum("failed")} failed\n`);
if (sum("failed") > 0 || reports.some(({ passed }) => passed === 0)) process.exitCode = 1;
