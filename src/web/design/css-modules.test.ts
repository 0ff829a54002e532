import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const WEB = "src/web";
const files = readdirSync(WEB, { recursive: true, encoding: "utf8" }).map((name) =>
  join(WEB, name),
);
const scripts = files.filter((path) => /(?<!\.test|\.d)\.tsx?$/.test(path));
const styles = files.filter((path) => path.endsWith(".module.css"));

/** Names that a stylesheet gives to its classes. */
function classesOf(path: string): Set<string> {
  const rules = readFileSync(path, "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
  return new Set(
    [...rules.matchAll(/\.([a-z_][\w-]*)(?=[^{}]*\{)/gi)].map(([, name = ""]) => name),
  );
}

const imports = scripts.flatMap((path) => {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/^import \* as (\w+) from "(\..*\.module\.css)";$/gm)].map(
    ([, local = "", style = ""]) => ({
      path,
      style: join(dirname(path), style),
      used: [...text.matchAll(new RegExp(`\\b${local}\\["(.+?)"\\]`, "g"))].map(
        ([, name = ""]) => name,
      ),
      isWhole: new RegExp(`\\b${local}\\[(?!")`).test(text),
    }),
  );
});

it("scripts name only classes that their stylesheets have", () => {
  const missing = imports.flatMap(({ path, style, used }) => {
    const known = classesOf(style);
    return used.filter((name) => !known.has(name)).map((name) => `${path}: ${name}`);
  });
  expect(missing).toEqual([]);
  expect(imports.length).toBeGreaterThan(30);
});

it("each class has a name that a script can import by itself", () => {
  const odd = styles.flatMap((path) =>
    [...classesOf(path)].filter((name) => !canBeImported(name)).map((name) => `${path}: ${name}`),
  );
  expect(odd).toEqual([]);
});

/** A keyword of the language's cannot, and neither can a name with a hyphen. */
function canBeImported(name: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, undefined, name);
  const token = scanner.scan();
  const { FirstReservedWord, LastFutureReservedWord } = ts.SyntaxKind;
  const isReserved = token >= FirstReservedWord && token <= LastFutureReservedWord;
  return !isReserved && scanner.getTokenEnd() === name.length;
}

it("each class of a stylesheet is used", () => {
  const unused = styles.flatMap((path) => {
    const of = imports.filter(({ style }) => style === path);
    const used = new Set(of.flatMap((each) => each.used));
    if (of.some(({ isWhole }) => isWhole)) return [];
    return [...classesOf(path)].filter((name) => !used.has(name)).map((name) => `${path}: ${name}`);
  });
  expect(unused).toEqual([]);
});
