import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { imitatedFetches } from "../testing/sandbox-bench/imitated-fetches.ts";
import { imitatedLinks } from "../testing/sandbox-bench/imitated-links.ts";
import { imitatedReads } from "../testing/sandbox-bench/imitated-reads.ts";
import { given } from "../testing/sandbox-bench/imitated-row.ts";
import { codesOf } from "../testing/sandbox-bench/open-sandbox.ts";
import { createFaults } from "./faults/faults.ts";
import { BELVO_LIMITS } from "./http/rate-limiter.ts";

const README = readFileSync(new URL("README.md", import.meta.url), "utf8");
const rows = [...imitatedReads, ...imitatedLinks, ...imitatedFetches];

describe("the sandbox's answers in its README's table", () => {
  it.each(rows)("%s answers %d %s (%s)", async (operation, status, code, source, run) => {
    const answer = await run(await given());

    expect(answer.status).toBe(status);
    if (code === "an HTML page") expect(answer.text).toContain("<html>");
    else if (code !== "") expect(codesOf(answer)).toEqual([code]);
    const shown = code === "" || code === "an HTML page" ? code || "–" : `\`${code}\``;
    expect(README).toContain(`| ${operation} | ${status} | ${shown} | ${source} |\n`);
  });

  it("have one row each, and the table has no others", () => {
    const lines = README.match(/^\| .* \| (UPDATE|ERRORS|OPENAPI|SANDBOX|CLIENTS|OURS) \|$/gm);
    expect(lines).toHaveLength(rows.length);
  });
});

const isEmpty = (value: object) => Object.keys(value).length === 0;

describe("the sandbox's faults in its README's table", () => {
  function flat(value: object, prefix = ""): string[] {
    return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
      typeof part === "object" && part !== null && !Array.isArray(part) && !isEmpty(part)
        ? flat(part, `${prefix}${name}.`)
        : [`| \`${prefix}${name}\` | \`${JSON.stringify(part)}\` |`],
    );
  }

  const atFirst = flat(createFaults("any", BELVO_LIMITS).settings());

  it.each(atFirst.filter((row) => !row.startsWith("| `seed`")))(
    "have their default there: %s",
    (start) => {
      expect(README).toContain(`\n${start} `);
    },
  );
});
