import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

export interface SiteFile {
  type: string;
  etag: string;
  body: Uint8Array<ArrayBuffer>;
  /** The same, as the build squeezed it. */
  br: Uint8Array<ArrayBuffer> | null;
  gzip: Uint8Array<ArrayBuffer> | null;
  /** A content security policy of its own, in place of the page's. */
  policy?: string;
  /** True for what pages of other origins may show. */
  isForOthers?: boolean;
}

/** The built pages by their path, `/index.html` among them. */
export type Site = ReadonlyMap<string, SiteFile>;

/**
 * Reads the built pages into memory: they are small, and a path that is not among them cannot reach
 * the disk.
 *
 * @returns `null` when there is no build.
 */
export async function loadSite(directory: string): Promise<Site | null> {
  if (!existsSync(join(directory, "index.html"))) return null;

  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => {
      const url = `/${relative(directory, path).split(sep).join("/")}`;
      return [url, await loadFile(path)] as const;
    }),
  );
  return new Map(files);
}

async function loadFile(path: string): Promise<SiteFile> {
  const [body, br, gzip] = await Promise.all([
    readFile(path),
    readIfThere(`${path}.br`),
    readIfThere(`${path}.gz`),
  ]);
  const type = TYPES[extname(path)] ?? "application/octet-stream";
  return { ...siteFile(type, new Uint8Array(body)), br, gzip };
}

/** A file that is sent as it is, under the name that its content gives it. */
export function siteFile(type: string, body: SiteFile["body"]): SiteFile {
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  return { type, etag: `W/"${hash}"`, body, br: null, gzip: null };
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  return existsSync(path) ? new Uint8Array(await readFile(path)) : null;
}
