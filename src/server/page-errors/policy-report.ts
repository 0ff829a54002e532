import * as v from "valibot";
import { Int } from "#contract/formats.ts";
import { WIDGET_FRAME_PATH } from "#contract/routes.ts";

/** What a policy refused, in what may be logged: no path but our own scripts', no query, no id. */
interface PolicyReport {
  directive: string;
  /** An origin, or what stands for one: `inline`, `eval`, `data`. */
  blocked: string;
  document: "page" | "widget_frame";
  /** A line and a column of one of our own scripts; else the origin of whose script it was. */
  source: string | null;
}

/** No browser sends more at once that would be worth reading. */
const MOST_AT_ONCE = 20;

const text = v.nullish(v.pipe(v.string(), v.maxLength(8_192)));
const number = v.nullish(v.pipe(Int, v.minValue(0), v.maxValue(9_999_999)));

/** The older form, which every browser has. Source: CSP Level 3, 5.3. */
const ByUri = v.object({
  "csp-report": v.object({
    "document-uri": text,
    "blocked-uri": text,
    "effective-directive": text,
    "violated-directive": text,
    "source-file": text,
    "line-number": number,
    "column-number": number,
  }),
});

/** The newer one, in which there may be reports of other kinds. Source: Reporting API, 3.1. */
const ByEndpoint = v.pipe(
  v.array(v.object({ type: v.string(), body: v.unknown() })),
  v.maxLength(500),
);
const ViolationBody = v.object({
  documentURL: text,
  blockedURL: text,
  effectiveDirective: text,
  sourceFile: text,
  lineNumber: number,
  columnNumber: number,
});
type ViolationBody = v.InferOutput<typeof ViolationBody>;

/**
 * Reads what a browser tells of a policy, in both forms.
 *
 * @returns `null` for what is in neither. Reports that are not of ours to mend are left out.
 */
export function readPolicyReports(body: unknown): PolicyReport[] | null {
  const violations = violationsIn(body);
  if (violations === null) return null;
  return violations.slice(0, MOST_AT_ONCE).flatMap((each) => {
    const directive = /^[a-z-]{1,40}/.exec(each.effectiveDirective ?? "")?.[0];
    if (directive === undefined || isOfAnExtension(each)) return [];
    return [
      {
        directive,
        blocked: originIn(each.blockedURL ?? ""),
        document: documentOf(each.documentURL ?? ""),
        source: sourceOf(each),
      },
    ];
  });
}

function violationsIn(body: unknown): ViolationBody[] | null {
  const byUri = v.safeParse(ByUri, body);
  if (byUri.success) {
    const report = byUri.output["csp-report"];
    return [
      {
        documentURL: report["document-uri"],
        blockedURL: report["blocked-uri"],
        effectiveDirective: report["effective-directive"] ?? report["violated-directive"],
        sourceFile: report["source-file"],
        lineNumber: report["line-number"],
        columnNumber: report["column-number"],
      },
    ];
  }
  const byEndpoint = v.safeParse(ByEndpoint, body);
  if (!byEndpoint.success) return null;
  return byEndpoint.output
    .filter(({ type }) => type === "csp-violation")
    .flatMap((each) => {
      const read = v.safeParse(ViolationBody, each.body);
      return read.success ? [read.output] : [];
    });
}

/** What people have added to their browser runs in our page, and is neither ours nor Belvo's. */
function isOfAnExtension({ blockedURL, sourceFile }: ViolationBody): boolean {
  return [blockedURL, sourceFile].some((url) => /^[a-z-]+-extension(:|$)/.test(url ?? ""));
}

/** Belvo's own frame has no address, and takes the policy over from the frame around it. */
function documentOf(url: string): PolicyReport["document"] {
  if (!URL.canParse(url)) return url.startsWith("about") ? "widget_frame" : "page";
  const { protocol, pathname } = new URL(url);
  return protocol === "about:" || pathname === WIDGET_FRAME_PATH ? "widget_frame" : "page";
}

function sourceOf({ sourceFile, lineNumber, columnNumber }: ViolationBody): string | null {
  if (sourceFile === null || sourceFile === undefined || sourceFile === "") return null;
  const own = /^https?:\/\/[^/]+(\/assets\/[\w.-]{1,80})$/.exec(sourceFile)?.[1];
  if (own === undefined) return originIn(sourceFile);
  return `${own}:${lineNumber ?? 0}:${columnNumber ?? 0}`;
}

/** An address may hold anything; where it leads is enough. */
function originIn(url: string): string {
  const origin = /^(https?|wss?):\/\/[a-z0-9.-]{1,100}(:\d{1,5})?(?=[/?#]|$)/i.exec(url)?.[0];
  return origin?.toLowerCase() ?? /^[a-z-]{1,20}(?=:|$)/.exec(url)?.[0] ?? "other";
}
