import type { ZodType } from "zod";
import { ControlError } from "./control-error.ts";

/** @throws {ControlError} 400, with what is wrong. */
export async function readControlBody<T>(schema: ZodType<T>, request: Request): Promise<T> {
  const text = await request.text();
  const result = schema.safeParse(jsonFrom(text));
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`,
  );
  throw new ControlError(400, `The body was not understood. ${issues.join("; ")}`, issues);
}

function jsonFrom(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new ControlError(400, "The body is not JSON.");
  }
}
