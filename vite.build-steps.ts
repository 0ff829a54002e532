import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const squeeze = { br: promisify(brotliCompress), gz: promisify(gzip) };
const COMPRESSIBLE = /\.(?:js|css|html|svg|json|webmanifest)$/;

/** Writes a `.br` and a `.gz` beside each text file of the SPA, so that the server compresses nothing. */
export function precompress(): Plugin {
  return {
    name: "relink:precompress",
    apply: "build",
    applyToEnvironment: ({ name }) => name === "client",
    async closeBundle() {
      await Promise.all((await filesOf(this.environment.config.build.outDir)).map(compress));
    },
  };
}

async function filesOf(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true });
  return entries.filter((name) => COMPRESSIBLE.test(name)).map((name) => join(directory, name));
}

async function compress(path: string): Promise<void> {
  const text = await readFile(path);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await Promise.all([
    writeFile(`${path}.br`, await squeeze.br(text, { params: quality })),
    writeFile(`${path}.gz`, await squeeze.gz(text, { level: 9 })),
  ]);
}

/**
 * Fails the build when the scripts that one person can load, every page of it in the language that
 * weighs most, are larger than `limitBytes` gzipped.
 */
export function scriptBudget(limitBytes: number): Plugin {
  return {
    name: "relink:script-budget",
    apply: "build",
    applyToEnvironment: ({ name }) => name === "client",
    async writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
      const sizes = await Promise.all(
        chunks.map(async ({ code, facadeModuleId }) => ({
          isLanguage: /\/words\/[a-z]{2}\.ts$/.test(facadeModuleId ?? ""),
          bytes: (await squeeze.gz(code, { level: 9 })).byteLength,
        })),
      );
      const languages = sizes.filter(({ isLanguage }) => isLanguage);
      const total =
        sizes.filter(({ isLanguage }) => !isLanguage).reduce((sum, { bytes }) => sum + bytes, 0) +
        Math.max(0, ...languages.map(({ bytes }) => bytes));
      if (total > limitBytes) {
        this.error(`the page's scripts are ${total} bytes gzipped; the budget is ${limitBytes}`);
      }
      this.info(`the page's scripts are ${total} bytes gzipped, of ${limitBytes}`);
    },
  };
}
