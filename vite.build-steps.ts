import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import MessageFormat from "@messageformat/core";
import compileModule from "@messageformat/core/lib/compile-module.js";
import type { Plugin, Rolldown } from "vite";
import { flattenMessages } from "./src/web/i18n/flatten-messages.ts";

const squeeze = { br: promisify(brotliCompress), gz: promisify(gzip) };
/** What browsers load of ours: the page, and the document that runs Belvo's script. */
const PAGES = ["client", "frame"];
const COMPRESSIBLE = /\.(?:js|css|html|svg|json|webmanifest)$/;

/** Writes a `.br` and a `.gz` beside each text file that has none, so that the server compresses nothing. */
export function precompress(): Plugin {
  return {
    name: "relink:precompress",
    apply: "build",
    applyToEnvironment: ({ name }) => PAGES.includes(name),
    async closeBundle() {
      await Promise.all((await filesOf(this.environment.config.build.outDir)).map(compress));
    },
  };
}

async function filesOf(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true });
  return entries
    .filter((name) => COMPRESSIBLE.test(name) && !entries.includes(`${name}.br`))
    .map((name) => join(directory, name));
}

async function compress(path: string): Promise<void> {
  const text = await readFile(path);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await Promise.all([
    writeFile(`${path}.br`, await squeeze.br(text, { params: quality })),
    writeFile(`${path}.gz`, await squeeze.gz(text, { level: 9 })),
  ]);
}

/** Lays the page's letters beside the sandbox's widget, which is of another origin and has files of its own. */
export function widgetFont(): Plugin {
  const file = "node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2";
  return {
    name: "relink:widget-font",
    apply: "build",
    applyToEnvironment: ({ name }) => name === "widget",
    async generateBundle() {
      const source = await readFile(join(this.environment.config.root, file));
      this.emitFile({ type: "asset", fileName: "letters.woff2", source });
    },
  };
}

interface TooNew {
  /** Parts of a style that the build does not replace by older ones. */
  css: readonly string[];
  /** The same of a script. */
  syntax: readonly string[];
}

/** Fails the build when the pages need what the oldest browsers that we support cannot read. */
export function refuseTooNew({ css, syntax }: TooNew): Plugin {
  return {
    name: "relink:refuse-too-new",
    apply: "build",
    applyToEnvironment: ({ name }) => PAGES.includes(name),
    writeBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        const text = output.type === "chunk" ? output.code : String(output.source);
        const parts =
          output.type === "chunk" ? syntax : output.fileName.endsWith(".css") ? css : [];
        const found = parts.filter((part) => text.includes(part));
        if (found.length > 0) this.error(`${output.fileName} has ${found.join(", ")}`);
      }
    },
  };
}

interface Budget {
  /** What a page needs before it shows anything: what its HTML names, all that this imports, and one language. */
  first: number;
  /** With it, what comes later: every other page with its words, and all that follows the first paint. */
  all: number;
}

/**
 * Fails the build when the scripts that one person can load, in the language that weighs most, are
 * larger than the budget of their environment. Unit: bytes, gzipped.
 */
export function scriptBudget(budgets: Readonly<Record<string, Budget>>): Plugin {
  return {
    name: "relink:script-budget",
    apply: "build",
    applyToEnvironment: ({ name }) => PAGES.includes(name),
    async writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
      const words = chunks.filter((chunk) => messagesOf(chunk) === FIRST_MESSAGES);
      const named = namedInHtml(bundle);
      if (named.length === 0) this.error("no page of the build names a script");
      const isFirst = reachable(chunks, [...named, ...words.map(({ fileName }) => fileName)]);
      const sizes = await Promise.all(
        chunks.map(async (chunk) => ({
          messages: messagesOf(chunk),
          isFirst: isFirst.has(chunk.fileName),
          bytes: (await squeeze.gz(chunk.code, { level: 9 })).byteLength,
        })),
      );
      const sum = (of: typeof sizes) => of.reduce((total, { bytes }) => total + bytes, 0);
      const heaviest = (name: string) =>
        Math.max(0, ...sizes.filter(({ messages }) => messages === name).map(({ bytes }) => bytes));
      const scripts = sizes.filter(({ messages }) => messages === undefined);
      const first = sum(scripts.filter((each) => each.isFirst)) + heaviest(FIRST_MESSAGES);
      const names = new Set(sizes.flatMap(({ messages }) => messages ?? []));
      const all = [...names].reduce((total, each) => total + heaviest(each), sum(scripts));

      const budget = budgets[this.environment.name];
      if (!budget) return;
      const found = `${first} bytes at first and ${all} in all, of ${budget.first} and ${budget.all}`;
      if (first > budget.first || all > budget.all)
        this.error(`the scripts of ${this.environment.name} are ${found}`);
      this.info(`the scripts of ${this.environment.name} are ${found}`);
    },
  };
}

/** What no page can be without. */
const FIRST_MESSAGES = "main";

/** The name of a file of messages, in whichever language; `undefined` for every other script. */
function messagesOf({ facadeModuleId }: Rolldown.OutputChunk): string | undefined {
  return /\/(\w+)\.json\?compiled$/.exec(facadeModuleId ?? "")?.[1];
}

/** The files that the built pages name: a script that only imports others gives way to those. */
function namedInHtml(bundle: Rolldown.OutputBundle): string[] {
  const pages = Object.values(bundle).filter(({ fileName }) => fileName.endsWith(".html"));
  return pages.flatMap((page) =>
    page.type === "asset"
      ? [...String(page.source).matchAll(/ src="\/([^"]+)"/g)].map(([, fileName = ""]) => fileName)
      : [],
  );
}

/** The files that come with some: all that these import, and what those import. */
function reachable(
  chunks: readonly Rolldown.OutputChunk[],
  fileNames: readonly string[],
): Set<string> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<string>();
  const visit = (fileName: string): void => {
    if (found.has(fileName)) return;
    found.add(fileName);
    byName.get(fileName)?.imports.forEach(visit);
  };
  fileNames.forEach(visit);
  return found;
}

/** A language's file of messages, e.g. `i18n/locales/es-CO/main.json`, as the pages load it. */
const COMPILED = /^(.+\/)([\w-]+)(\/\w+\.json)\?compiled$/;
/** Languages whose files say only what they say otherwise than another one. */
const DIFFERS_FROM: Readonly<Record<string, string>> = { "es-CO": "es-MX" };

/** Where compiled messages have what they call: bare names of packages mean nothing to a browser of `npm run dev`. */
const RUNTIME = /"@messageformat\/runtime(?:\/lib\/cardinals)?"/g;

/**
 * Has `es-MX/main.json?compiled` give the messages of that file as functions, by their keys, so that no parser
 * of ICU messages goes to the browser.
 */
export function compileMessages(): Plugin {
  return {
    name: "relink:compile-messages",
    enforce: "pre",
    async load(id) {
      const [, folder, locale = "", rest] = COMPILED.exec(id) ?? [];
      if (folder === undefined) return null;
      const locales = [DIFFERS_FROM[locale] ?? [], locale].flat();
      const files = locales.map((each) => `${folder}${each}${rest}`);
      for (const each of files) this.addWatchFile(each);
      const messages = (await Promise.all(files.map(readMessages))).flat();
      // It throws where a message is not in the form that ICU's have.
      const code = compileModule(new MessageFormat(locale), Object.fromEntries(messages));
      return {
        code: code.replaceAll(RUNTIME, `"/src/web/i18n/message-runtime.ts"`),
        moduleType: "js",
      };
    },
  };
}

/** Each language's words by the language and the part that says them. */
export function nameChunk({ facadeModuleId }: Pick<Rolldown.PreRenderedChunk, "facadeModuleId">) {
  const [, locale, name] = /([\w-]+)\/(\w+)\.json\?compiled$/.exec(facadeModuleId ?? "") ?? [];
  return `assets/${locale === undefined ? "[name]" : `${locale}-${name}`}-[hash].js`;
}

async function readMessages(file: string): Promise<[string, string][]> {
  return flattenMessages(JSON.parse(await readFile(file, "utf8")));
}

/** What makes a component or a context of the router's, and changes nothing besides. */
const ROUTER_PARTS = /(?<== )(?=React\d*\.(?:createContext|forwardRef|memo)\()/g;
/** A name that only the tools of developers show. */
const ROUTER_NAMES = /^\w+\.displayName = "\w+";$/gm;

/**
 * Takes the router's production build, since its package leads everybody to the one for development;
 * and says of its parts that nobody misses those which are not used, so that they are left out.
 */
export function productionRouter(): Plugin {
  const folder = fileURLToPath(
    new URL("node_modules/react-router/dist/production/", import.meta.url),
  );
  return {
    name: "relink:production-router",
    apply: "build",
    config: () => ({
      resolve: {
        alias: [
          { find: /^react-router$/, replacement: join(folder, "index.mjs") },
          { find: /^react-router\/dom$/, replacement: join(folder, "dom-export.mjs") },
        ],
      },
    }),
    transform(code, id) {
      if (!id.startsWith(folder)) return null;
      const light = code.replace(ROUTER_PARTS, "/* @__PURE__ */ ").replace(ROUTER_NAMES, "");
      return { code: light, map: null };
    },
  };
}

/**
 * Has a stylesheet stay where its classes are used. Their names are written into the script, after which nothing is
 * left of the module that they came from, and Vite would leave out its style.
 */
export function keepStyles(): Plugin {
  return {
    name: "relink:keep-styles",
    enforce: "post",
    apply: "build",
    transform: {
      filter: { id: /\.module\.css$/ },
      handler: (code) => ({ code, map: null, moduleSideEffects: "no-treeshake" }),
    },
  };
}
