import type { core } from "zod";
import type { ErrorItem } from "./api-error.ts";

/** Says what is wrong with single fields in Belvo's words, from what zod found with `reportInput`. */
export function fieldErrors(issues: readonly core.$ZodIssue[]): ErrorItem[] {
  const items = issues.map(fieldError);
  return items.filter(
    (item, index) => items.findIndex(({ field }) => field === item.field) === index,
  );
}

function fieldError(issue: core.$ZodIssue): ErrorItem {
  const [first] = issue.path;
  const field = first === undefined ? "non_field_errors" : String(first);
  return { ...describe(issue, issue.input), field };
}

function describe(issue: core.$ZodIssue, value: unknown): { code: string; message: string } {
  if (value === undefined) return { code: "required", message: "This field is required." };
  if (value === null) return { code: "null", message: "This field may not be null." };
  if (value === "") return { code: "blank", message: "This field may not be blank." };

  if (issue.code === "invalid_type") return wrongType(issue.expected, value);
  if (issue.code === "too_small" || issue.code === "too_big") {
    return { code: "validation_error", message: "Bad request" };
  }
  if (issue.code === "invalid_value" && typeof value === "string") {
    return { code: "invalid_choice", message: `"${value}" is not a valid choice.` };
  }
  return { code: "invalid", message: "Enter a valid value." };
}

function wrongType(expected: string, value: unknown): { code: string; message: string } {
  if (expected === "array") {
    return {
      code: "not_a_list",
      message: `Expected a list of items but got type "${typeName(value)}".`,
    };
  }
  if (expected === "string") return { code: "invalid", message: "Not a valid string." };
  if (expected === "boolean") return { code: "invalid", message: "Must be a valid boolean." };
  return {
    code: "invalid",
    message: `Invalid data. Expected a dictionary, but got ${typeName(value)}.`,
  };
}

/** Belvo's API is written in Python, and its messages name Python's types. */
function typeName(value: unknown): string {
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "str";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return typeof value === "boolean" ? "bool" : "dict";
}
