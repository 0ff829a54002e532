import { readFileSync, statSync } from "node:fs";
import { extname } from "node:path";
import * as v from "valibot";
import { orNull } from "#contract/formats.ts";

const MAX_BYTES = 100_000;

const PATH_RULE = "must be the path of an .svg, .png or .webp file";
const FILE_RULE = "is no file that can be read";
const SIZE_RULE = "is a file of more than 100 kB";
const CONTENT_RULE = "is a file that is not what its name says";

const startsWith = (bytes: Buffer, text: string, offset = 0) =>
  bytes.toString("latin1", offset, offset + text.length) === text;

/** What makes a file of each kind one, as far as a glance tells. */
const KINDS = {
  ".svg": { type: "image/svg+xml", fits: isSvg },
  ".png": { type: "image/png", fits: (bytes) => startsWith(bytes, "\x89PNG\r\n\x1a\n") },
  ".webp": {
    type: "image/webp",
    fits: (bytes) => startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8),
  },
} satisfies Record<string, { type: string; fits: (bytes: Buffer) => boolean }>;

const Extension = v.picklist([".svg", ".png", ".webp"]);

export interface BrandLogo {
  extension: v.InferOutput<typeof Extension>;
  type: string;
  body: Uint8Array<ArrayBuffer>;
}

/** The path of a logo, which is read as the settings are, so that a bad one is named with them. */
export const brandLogo = v.pipe(
  v.string(),
  v.rawTransform<string, BrandLogo>(({ dataset, addIssue, NEVER }) => {
    const logo = readLogo(dataset.value);
    if (typeof logo !== "string") return logo;
    addIssue({ message: logo });
    return NEVER;
  }),
);

/** The logo, or the rule that it breaks. */
function readLogo(path: string): BrandLogo | string {
  const extension = v.parse(orNull(Extension), extname(path).toLowerCase());
  if (extension === null) return PATH_RULE;
  try {
    // A folder, a pipe or a device would be read for a long time, or to no end.
    const found = statSync(path);
    if (!found.isFile()) return FILE_RULE;
    if (found.size > MAX_BYTES) return SIZE_RULE;
    const bytes = readFileSync(path);
    const { type, fits } = KINDS[extension];
    return fits(bytes) ? { extension, type, body: new Uint8Array(bytes) } : CONTENT_RULE;
  } catch {
    return FILE_RULE;
  }
}

/** Its first element is `svg`, and has the namespace without which browsers show no image. */
function isSvg(bytes: Buffer): boolean {
  const text = bytes.toString("utf8").replace(/<!--.*?-->/gs, "");
  const [, first] = /<([a-z][\w:.-]*)/i.exec(text) ?? [];
  return /^(?:\w+:)?svg$/.test(first ?? "") && text.includes("http://www.w3.org/2000/svg");
}
