import * as v from "valibot";
import { ApiError, type ErrorItem } from "./api-error.ts";
import { Day, Moment } from "./formats.ts";

/**
 * Reads a request's JSON, whatever its content type: `curl -d` names a form. No body is `{}`.
 *
 * @throws {ApiError} 400 `parse_error`, or what is wrong with each field.
 */
export async function parseBody<T>(
  schema: v.GenericSchema<unknown, T>,
  request: Request,
): Promise<T> {
  const text = await request.text();
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text);
  } catch (error) {
    throw new ApiError(400, [
      { code: "parse_error", message: `JSON parse error - ${reasonOf(error)}` },
    ]);
  }
  return parseFields(schema, body);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : "not JSON";
}

/** Reads the query of a list; of a parameter given twice, the last one counts. */
export function parseQuery<T>(schema: v.GenericSchema<unknown, T>, query: URLSearchParams): T {
  return parseFields(schema, Object.fromEntries(query));
}

/** @throws {ApiError} 400 with what is wrong with each field. */
export function parseFields<T>(schema: v.GenericSchema<unknown, T>, input: unknown): T {
  if (Array.isArray(input)) {
    throw new ApiError(400, [{ ...noDictionary(input), field: "non_field_errors" }]);
  }
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw new ApiError(400, fieldErrors(result.issues));
}

/** Values of an `…__in` filter, separated by commas. */
export function listOf<T>(item: v.GenericSchema<string, T>) {
  return v.pipe(
    v.string(),
    v.transform((text) => text.split(",").map((part) => part.trim())),
    v.array(item),
  );
}

/** A day or a moment as the stretch of time that it stands for. Unit: milliseconds. */
interface TimeSpan {
  first: number;
  last: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Belvo's filters take days; older pages of its documentation also take full timestamps. */
const Time = v.pipe(
  v.union([Day, Moment]),
  v.transform((text): TimeSpan => {
    const first = Date.parse(text);
    return { first, last: text.length === 10 ? first + DAY_MS - 1 : first };
  }),
);

const TimeRange = v.pipe(
  v.string(),
  v.transform((text) => text.split(",")),
  v.length(2),
  v.tuple([Time, Time]),
);

/**
 * Reads the filters by one time of a list: `created_at`, `created_at__gt`, `created_at__range`, ….
 *
 * @returns Whether a time is asked for. Unit: milliseconds since 1970.
 * @throws {ApiError} 400 for a filter whose value makes no sense.
 */
export function timeFilter(query: URLSearchParams, name: string): (at: number) => boolean {
  function read<T>(key: string, value: v.GenericSchema<string, T>): T | undefined {
    return parseQuery(v.object({ [key]: v.optional(value) }), query)[key];
  }
  const is = read(name, Time);
  const gt = read(`${name}__gt`, Time);
  const gte = read(`${name}__gte`, Time);
  const lt = read(`${name}__lt`, Time);
  const lte = read(`${name}__lte`, Time);
  const range = read(`${name}__range`, TimeRange);
  return (at) =>
    (!is || (at >= is.first && at <= is.last)) &&
    (!gt || at > gt.last) &&
    (!gte || at >= gte.first) &&
    (!lt || at < lt.first) &&
    (!lte || at <= lte.last) &&
    (!range || (at >= range[0].first && at <= range[1].last));
}

/** Whether a value is the one, or one of those, that a filter names; no filter takes all. */
export function isAsked(
  wanted: string | readonly string[] | undefined,
  value: string | null,
): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === "string" ? wanted === value : value !== null && wanted.includes(value);
}

type Complaint = Pick<ErrorItem, "code" | "message">;

/** Says what is wrong with single fields in Belvo's words. */
function fieldErrors(issues: readonly v.BaseIssue<unknown>[]): ErrorItem[] {
  const items = issues.map(fieldError);
  return items.filter(
    (item, index) => items.findIndex(({ field }) => field === item.field) === index,
  );
}

function fieldError(issue: v.BaseIssue<unknown>): ErrorItem {
  const [first] = issue.path ?? [];
  const field = first === undefined ? "non_field_errors" : String(first.key);
  return { ...describe(issue), field };
}

function describe({ type, input: value }: v.BaseIssue<unknown>): Complaint {
  if (value === undefined) return { code: "required", message: "This field is required." };
  if (value === null) return { code: "null", message: "This field may not be null." };
  if (value === "") return { code: "blank", message: "This field may not be blank." };

  switch (type) {
    case "array":
      return {
        code: "not_a_list",
        message: `Expected a list of items but got type "${typeName(value)}".`,
      };
    case "string":
      return { code: "invalid", message: "Not a valid string." };
    case "boolean":
      return { code: "invalid", message: "Must be a valid boolean." };
    case "object":
    case "loose_object":
      return noDictionary(value);
    case "length":
    case "min_length":
    case "max_length":
      return { code: "validation_error", message: "Bad request" };
    case "picklist":
      if (typeof value !== "string") break;
      return { code: "invalid_choice", message: `"${value}" is not a valid choice.` };
  }
  return { code: "invalid", message: "Enter a valid value." };
}

function noDictionary(value: unknown): Complaint {
  const message = `Invalid data. Expected a dictionary, but got ${typeName(value)}.`;
  return { code: "invalid", message };
}

/** Belvo's API is written in Python, and its messages name Python's types. */
function typeName(value: unknown): string {
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "str";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return typeof value === "boolean" ? "bool" : "dict";
}
